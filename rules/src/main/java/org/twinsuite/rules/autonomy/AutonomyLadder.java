package org.twinsuite.rules.autonomy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.DeviceCommand;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.action.ScadaWrite;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;

/**
 * Decides how far an action may go. A rule that raises more orders or messages a day than its
 * budget, or of whose last five outcomes three were bad, is moved down one rung; only people move
 * it up again. A model of whose last five outcomes three were bad is moved down in the same way: an
 * order that rests on its forecast goes no further than the model may. Later actions of an episode
 * stay on the rung its order was raised on. What is written to the plant goes no further than its
 * own rule may, whatever the rung of the order is.
 *
 * <p>Not thread-safe; one for all partitions, called in the transaction that stores the actions.
 */
public final class AutonomyLadder {

  private static final int OUTCOMES = 5;
  private static final int BAD = 3;

  /** What stands before name and version of a model where else a rule id stands. */
  public static final String MODEL = "model:";

  private final Map<String, RuleInfo> rules;
  private final Map<String, Autonomy> rungs;
  private final Map<String, Integer> orders;
  private final Map<String, List<Boolean>> outcomes = new HashMap<>();
  private final Map<String, Autonomy> references;
  private LocalDate day;

  /**
   * @param rules of the pack, by rule id; a rule that is missing stays in shadow
   * @param stored {@link LadderState#empty()} at the first start
   */
  public AutonomyLadder(Map<String, RuleInfo> rules, LadderState stored) {
    this.rules = Map.copyOf(rules);
    rungs = new HashMap<>(stored.rungs());
    orders = new HashMap<>(stored.orders());
    stored.outcomes().forEach((rule, seen) -> outcomes.put(rule, new ArrayList<>(seen)));
    references = new HashMap<>(stored.references());
    day = stored.day();
  }

  /** Judges one action, in the order the engine decided them. */
  public Verdict judge(Action action) {
    if (action instanceof CreateWorkOrder order) {
      return opening(order, order.ruleId());
    }
    if (action instanceof AddToWorkOrder note && opens(note)) {
      return opening(note, note.ruleId());
    }
    if (action instanceof Notify message) {
      return message(message);
    }
    Autonomy rung = references.getOrDefault(action.reference(), Autonomy.SHADOW);
    if (action instanceof ScadaWrite || action instanceof DeviceCommand) {
      Autonomy own = rung(action.evidence().ruleId());
      return new Verdict(lower(own, rung), List.of());
    }
    List<RungChange> changes = new ArrayList<>();
    if (action instanceof RecordOutcome outcome) {
      changes.addAll(outcome(outcome));
    } else if (action instanceof CloseEpisode) {
      references.remove(action.reference());
    }
    return new Verdict(rung, changes, notices(action, changes));
  }

  /** The first note of an episode that hangs on somebody else's order stands for its order. */
  private boolean opens(AddToWorkOrder note) {
    return note.orderNumber() != null && !references.containsKey(note.reference());
  }

  /** A message is sent unless its rule is in shadow; there is nothing in it to approve. */
  private Verdict message(Notify message) {
    String rule = message.evidence().ruleId();
    List<RungChange> changes =
        message.topic() == null ? count(rule, message.at()) : List.<RungChange>of();
    Autonomy rung = rung(rule) == Autonomy.SHADOW ? Autonomy.SHADOW : Autonomy.AUTO;
    return new Verdict(rung, changes, notices(message, changes));
  }

  private Verdict opening(Action action, String ruleId) {
    List<RungChange> changes = count(ruleId, action.at());
    Autonomy rung = lower(rung(ruleId), rungOfModel(action));
    references.put(action.reference(), rung);
    return new Verdict(rung, changes, notices(action, changes));
  }

  private Autonomy rungOfModel(Action action) {
    boolean rests = action.evidence() != null && action.evidence().forecast() != null;
    String model = rests ? action.evidence().forecast().modelId() : null;
    return model == null ? Autonomy.AUTO : rung(MODEL + model);
  }

  private static Autonomy lower(Autonomy one, Autonomy other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private List<RungChange> count(String ruleId, Instant at) {
    LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
    if (day == null || today.isAfter(day)) {
      day = today;
      orders.clear();
    }
    int raised = orders.merge(ruleId, 1, Integer::sum);
    RuleInfo rule = rules.get(ruleId);
    if (rule == null || raised <= rule.budget()) {
      return List.of();
    }
    orders.put(ruleId, 1);
    String why = "more than " + rule.budget() + " orders on " + today;
    return demote(ruleId, "budget", why, at);
  }

  private List<Notify> notices(Action cause, List<RungChange> changes) {
    List<Notify> notices = new ArrayList<>();
    for (RungChange change : changes) {
      boolean model = change.ruleId().startsWith(MODEL);
      RuleInfo rule = rules.get(model ? ((RecordOutcome) cause).ruleId() : change.ruleId());
      notices.add(
          new Notify(
              cause.thingId(),
              cause.failureMode(),
              cause.episode(),
              cause.reference(),
              rule == null ? "unknown" : rule.owner(),
              model ? change.who() + ' ' + change.ruleId() : change.who(),
              "%s%s was moved from %s to %s: %s; only a person moves it up again"
                  .formatted(
                      model ? "orders by " : "rule ",
                      change.ruleId(),
                      change.from(),
                      change.to(),
                      change.why()),
              change.at(),
              cause.evidence()));
    }
    return notices;
  }

  private List<RungChange> outcome(RecordOutcome outcome) {
    List<RungChange> changes = new ArrayList<>(scored(outcome.ruleId(), outcome));
    if (outcome.model() != null) {
      changes.addAll(scored(MODEL + outcome.model(), outcome));
    }
    return changes;
  }

  private List<RungChange> scored(String scored, RecordOutcome outcome) {
    List<Boolean> seen = keep(scored, outcome.symptomGone());
    long bad = seen.stream().filter(gone -> !gone).count();
    if (bad < BAD) {
      return List.of();
    }
    seen.clear();
    String why = "the symptom stayed after " + bad + " of the last orders";
    return demote(scored, "outcomes", why, outcome.at());
  }

  private List<Boolean> keep(String scored, boolean good) {
    List<Boolean> seen = outcomes.computeIfAbsent(scored, key -> new ArrayList<>());
    seen.add(good);
    if (seen.size() > OUTCOMES) {
      seen.remove(0);
    }
    return seen;
  }

  /**
   * Part of the last outcomes (at most five, counted anew after a demotion) that were good.
   *
   * @param scored a rule id, or {@code model:} and name, {@code @} and version of a model
   * @return NaN before the first outcome
   */
  public double score(String scored) {
    List<Boolean> seen = outcomes.getOrDefault(scored, List.of());
    return seen.stream().mapToInt(good -> good ? 1 : 0).average().orElse(Double.NaN);
  }

  private List<RungChange> demote(String ruleId, String who, String why, Instant at) {
    Autonomy from = rung(ruleId);
    return from == Autonomy.SHADOW
        ? List.of()
        : List.of(move(ruleId, from.demoted(), who, why, at));
  }

  /** Moves a rule or a model, e.g. because a person says so. */
  public RungChange move(String ruleId, Autonomy to, String who, String why, Instant at) {
    RungChange change = new RungChange(ruleId, rung(ruleId), to, who, why, at);
    rungs.put(ruleId, to);
    return change;
  }

  /** Rung of a rule now, or how far orders go that rest on a model. */
  public Autonomy rung(String ruleId) {
    Autonomy moved = rungs.get(ruleId);
    if (moved == null && ruleId.startsWith(MODEL)) {
      return Autonomy.AUTO;
    }
    RuleInfo rule = rules.get(ruleId);
    return moved != null ? moved : rule == null ? Autonomy.SHADOW : rule.autonomy();
  }

  /** To be stored. */
  public LadderState state() {
    Map<String, List<Boolean>> seen = new HashMap<>();
    outcomes.forEach((rule, list) -> seen.put(rule, List.copyOf(list)));
    return new LadderState(
        Map.copyOf(rungs), Map.copyOf(orders), day, seen, Map.copyOf(references));
  }
}
