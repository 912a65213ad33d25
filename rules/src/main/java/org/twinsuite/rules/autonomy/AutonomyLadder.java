package org.twinsuite.rules.autonomy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;

/**
 * Decides how far an action may go. A rule that raises more orders a day than its budget, or of
 * whose last five outcomes three were bad, is moved down one rung; only people move it up again.
 * Later actions of an episode stay on the rung its order was raised on.
 *
 * <p>Not thread-safe; one for all partitions, called in the transaction that stores the actions.
 */
public final class AutonomyLadder {

  private static final int OUTCOMES = 5;
  private static final int BAD = 3;

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
      return order(order);
    }
    Autonomy rung = references.getOrDefault(action.reference(), Autonomy.SHADOW);
    List<RungChange> changes = new ArrayList<>();
    if (action instanceof RecordOutcome outcome) {
      changes.addAll(outcome(outcome));
    } else if (action instanceof CloseEpisode) {
      references.remove(action.reference());
    }
    return new Verdict(rung, changes);
  }

  private Verdict order(CreateWorkOrder order) {
    LocalDate today = LocalDate.ofInstant(order.at(), ZoneOffset.UTC);
    if (day == null || today.isAfter(day)) {
      day = today;
      orders.clear();
    }
    List<RungChange> changes = new ArrayList<>();
    int raised = orders.merge(order.ruleId(), 1, Integer::sum);
    RuleInfo rule = rules.get(order.ruleId());
    if (rule != null && raised > rule.budget()) {
      orders.put(order.ruleId(), 1);
      String why = "more than " + rule.budget() + " orders on " + today;
      changes.addAll(demote(order.ruleId(), "budget", why, order.at()));
    }
    Autonomy rung = rung(order.ruleId());
    references.put(order.reference(), rung);
    return new Verdict(rung, changes);
  }

  private List<RungChange> outcome(RecordOutcome outcome) {
    List<Boolean> seen = outcomes.computeIfAbsent(outcome.ruleId(), rule -> new ArrayList<>());
    seen.add(outcome.symptomGone());
    if (seen.size() > OUTCOMES) {
      seen.remove(0);
    }
    long bad = seen.stream().filter(gone -> !gone).count();
    if (bad < BAD) {
      return List.of();
    }
    seen.clear();
    String why = "the symptom stayed after " + bad + " of the last orders";
    return demote(outcome.ruleId(), "outcomes", why, outcome.at());
  }

  private List<RungChange> demote(String ruleId, String who, String why, Instant at) {
    Autonomy from = rung(ruleId);
    return from == Autonomy.SHADOW
        ? List.of()
        : List.of(move(ruleId, from.demoted(), who, why, at));
  }

  /** Moves a rule, e.g. because a person says so. */
  public RungChange move(String ruleId, Autonomy to, String who, String why, Instant at) {
    RungChange change = new RungChange(ruleId, rung(ruleId), to, who, why, at);
    rungs.put(ruleId, to);
    return change;
  }

  /** Rung of a rule now. */
  public Autonomy rung(String ruleId) {
    Autonomy moved = rungs.get(ruleId);
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
