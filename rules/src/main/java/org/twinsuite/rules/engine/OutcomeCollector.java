package org.twinsuite.rules.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CloseReason;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.action.RaiseRequisition;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.action.ReservePart;
import org.twinsuite.rules.action.Window;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.episode.EpisodeListener;
import org.twinsuite.rules.episode.Finding;
import org.twinsuite.rules.episode.Justification;
import org.twinsuite.rules.episode.RepairOutcome;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.fact.StockLevel;
import org.twinsuite.rules.health.Health;
import org.twinsuite.rules.pack.row.OrderTerms;

/** Turns steps of episodes into actions and gathers them until the step of the engine is over. */
final class OutcomeCollector implements EpisodeListener {

  /** What became of an episode in this step, as far as responses depend on it. */
  enum Turn {
    OPENED,
    ESCALATED
  }

  private final EvidenceWriter evidence;
  private final List<Action> actions = new ArrayList<>();
  private final Map<String, Episode> changed = new LinkedHashMap<>();
  private final Map<String, Turn> turns = new HashMap<>();
  private final Set<String> touchedThings = new LinkedHashSet<>();
  private boolean muted;

  OutcomeCollector(EvidenceWriter evidence) {
    this.evidence = evidence;
  }

  void mute(boolean value) {
    muted = value;
  }

  @Override
  public boolean muted() {
    return muted;
  }

  /** What happened to the episode since the last call of {@link #endTurn}; null if nothing. */
  Turn turn(Episode e) {
    return turns.get(e.reference());
  }

  void endTurn() {
    turns.clear();
  }

  void add(Action action) {
    actions.add(action);
  }

  /** Episodes changed since the last call of {@link #take}. */
  Collection<Episode> changed() {
    return changed.values();
  }

  /** Things with episodes that changed since the last call. */
  List<String> takeTouched() {
    if (touchedThings.isEmpty()) {
      return List.of();
    }
    List<String> things = List.copyOf(touchedThings);
    touchedThings.clear();
    return things;
  }

  /** All since the last call. */
  Outcome take(List<Health> health, List<Baseline> learned) {
    if (actions.isEmpty() && changed.isEmpty() && health.isEmpty() && learned.isEmpty()) {
      return Outcome.NONE;
    }
    Outcome outcome =
        new Outcome(List.copyOf(actions), List.copyOf(changed.values()), health, learned);
    actions.clear();
    changed.clear();
    return outcome;
  }

  @Override
  public void opened(Episode e, OrderTerms terms, Finding finding) {
    changed(e);
    turns.put(e.reference(), Turn.OPENED);
    if (terms.response() == OrderTerms.Response.NOTIFY) {
      Evidence why = finding.grounds().get().evidence();
      String text = terms.title().replace("{thing}", e.thingId()) + ": " + finding.summary();
      actions.add(
          new Notify(
              e.thingId(),
              e.failureMode(),
              e.number(),
              e.reference(),
              evidence.owner(e.ruleId()),
              text,
              finding.at(),
              why));
    } else if (e.order() != null) {
      actions.add(note(e, finding, false));
    } else {
      actions.add(order(e, terms, finding));
    }
  }

  private static CreateWorkOrder order(Episode e, OrderTerms terms, Finding finding) {
    return new CreateWorkOrder(
        e.thingId(),
        e.failureMode(),
        e.number(),
        e.reference(),
        e.ruleId(),
        terms.failureCode(),
        e.priority(),
        terms.title().replace("{thing}", e.thingId()),
        finding.grounds().get().window(),
        finding.context().cmms(),
        finding.at(),
        finding.grounds().get().evidence());
  }

  @Override
  public void noted(Episode e, OrderTerms terms, Finding finding, boolean escalated) {
    changed(e);
    if (escalated) {
      turns.put(e.reference(), Turn.ESCALATED);
    }
    if (terms == null || terms.response() == OrderTerms.Response.ORDER) {
      actions.add(note(e, finding, escalated));
    }
  }

  private static AddToWorkOrder note(Episode e, Finding finding, boolean escalated) {
    Justification grounds = finding.grounds().get();
    String text = finding.context().thingId() + ": " + finding.summary();
    if (escalated) {
      Window window = grounds.window();
      text +=
          "; now priority %d, do it from %s to %s"
              .formatted(e.priority(), minute(window.from()), minute(window.to()));
    }
    return new AddToWorkOrder(
        e.thingId(),
        e.failureMode(),
        e.number(),
        e.reference(),
        finding.ruleId(),
        e.notes(),
        e.priority(),
        grounds.window(),
        text,
        finding.at(),
        grounds.evidence(),
        e.order());
  }

  @Override
  public void supplied(Episode e, OrderTerms terms, Instant needBy, StockLevel stock, Instant at) {
    changed(e);
    boolean reserve = e.supply() == Episode.Supply.RESERVED;
    String summary =
        "%s of part %s in stock, %s needed"
            .formatted(
                Numbers.text(stock.available()), stock.part(), Numbers.text(terms.quantity()));
    Evidence why = evidence.of(e, summary, at);
    actions.add(
        reserve
            ? new ReservePart(
                e.thingId(),
                e.failureMode(),
                e.number(),
                e.reference(),
                terms.part(),
                terms.quantity(),
                needBy,
                at,
                why)
            : new RaiseRequisition(
                e.thingId(),
                e.failureMode(),
                e.number(),
                e.reference(),
                terms.part(),
                terms.quantity(),
                needBy,
                at,
                why));
  }

  private static Instant minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }

  @Override
  public void changed(Episode e) {
    changed.put(e.reference(), e);
    touchedThings.add(e.thingId());
  }

  @Override
  public void closed(Episode e, boolean ordered) {
    changed(e);
    if (!ordered) {
      return;
    }
    actions.add(
        new CloseEpisode(
            e.thingId(),
            e.failureMode(),
            e.number(),
            e.reference(),
            e.closeReason(),
            e.closedAt(),
            evidence.of(e, text(e.closeReason()), e.closedAt())));
  }

  @Override
  public void judged(Episode e, Instant at) {
    changed(e);
    boolean gone = e.effect() == RepairOutcome.SYMPTOM_GONE;
    String summary =
        gone ? "the symptom is gone after the work" : "the symptom stayed after the work";
    actions.add(
        new RecordOutcome(
            e.thingId(),
            e.failureMode(),
            e.number(),
            e.reference(),
            e.ruleId(),
            e.model(),
            gone,
            at,
            evidence.of(e, summary, at)));
  }

  private static String text(CloseReason reason) {
    return switch (reason) {
      case RECOVERED -> "the symptom stayed away for the whole cool-down";
      case ORDER_COMPLETED -> "the order was completed";
      case ORDER_CANCELLED -> "the order was cancelled";
    };
  }
}
