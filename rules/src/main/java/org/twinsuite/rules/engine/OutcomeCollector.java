package org.twinsuite.rules.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.action.Window;
import org.twinsuite.rules.episode.CloseReason;
import org.twinsuite.rules.episode.Effect;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.episode.Finding;
import org.twinsuite.rules.episode.Prescriptions;
import org.twinsuite.rules.pack.OrderTerms;

/** Turns steps of episodes into actions and gathers them until the step of the engine is over. */
final class OutcomeCollector implements Prescriptions {

  private final EvidenceWriter evidence;
  private final List<Action> actions = new ArrayList<>();
  private final Map<String, Episode> changed = new LinkedHashMap<>();
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

  /** All since the last call. */
  Outcome take() {
    if (actions.isEmpty() && changed.isEmpty()) {
      return Outcome.NONE;
    }
    Outcome outcome = new Outcome(List.copyOf(actions), List.copyOf(changed.values()));
    actions.clear();
    changed.clear();
    return outcome;
  }

  @Override
  public void opened(Episode e, OrderTerms terms, Finding finding) {
    changed(e);
    actions.add(
        new CreateWorkOrder(
            e.thingId(),
            e.failureMode(),
            e.number(),
            e.reference(),
            e.ruleId(),
            terms.failureCode(),
            e.priority(),
            terms.title().replace("{thing}", e.thingId()),
            window(terms, finding),
            finding.context().cmms(),
            finding.at(),
            finding.evidence().get()));
  }

  @Override
  public void noted(Episode e, OrderTerms terms, Finding finding) {
    changed(e);
    actions.add(
        new AddToWorkOrder(
            e.thingId(),
            e.failureMode(),
            e.number(),
            e.reference(),
            finding.ruleId(),
            e.notes(),
            e.priority(),
            window(terms, finding),
            finding.context().thingId() + ": " + finding.summary(),
            finding.at(),
            finding.evidence().get()));
  }

  private static Window window(OrderTerms terms, Finding finding) {
    return finding.window() != null
        ? finding.window()
        : new Window(finding.at().plus(terms.workFrom()), finding.at().plus(terms.workTo()));
  }

  @Override
  public void changed(Episode e) {
    changed.put(e.reference(), e);
  }

  @Override
  public void closed(Episode e) {
    changed(e);
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
    boolean gone = e.effect() == Effect.SYMPTOM_GONE;
    String summary =
        gone ? "the symptom is gone after the work" : "the symptom stayed after the work";
    actions.add(
        new RecordOutcome(
            e.thingId(),
            e.failureMode(),
            e.number(),
            e.reference(),
            e.ruleId(),
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
