package org.twinsuite.rules.autonomy;

import java.time.Instant;
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
 * Decides how far an action may go. A rule that overspends its {@link OrderBudget}, or whose {@link
 * OutcomeRecord} is bad, is moved down one level: for the thing or in the tenant where that
 * happened, and everywhere only if it happened in several tenants. Only people move it up again. A
 * model with bad outcomes is moved down in the same way: an order that rests on its forecast goes
 * no further than the model may. Later actions of an episode stay on the level its order was raised
 * on. What is written to the plant goes no further than its own rule may, whatever the level of the
 * order is.
 *
 * <p>Not thread-safe; one for all partitions, called in the transaction that stores the actions.
 */
public final class AutonomyLevels {

  /** Prefix of a model's name and version where otherwise a rule id is given. */
  public static final String MODEL = "model:";

  private final Map<String, RuleInfo> rules;
  private final Map<String, Autonomy> levels;
  private final OrderBudget budget;
  private final OutcomeRecord outcomes;
  private final Map<String, Autonomy> references;

  /**
   * @param rules of the pack, by rule id; a rule that is missing stays in shadow
   * @param stored {@link AutonomyState#empty()} at the first start
   */
  public AutonomyLevels(Map<String, RuleInfo> rules, AutonomyState stored) {
    this.rules = Map.copyOf(rules);
    levels = new HashMap<>(stored.levels());
    budget = new OrderBudget(stored);
    outcomes = new OutcomeRecord(stored);
    references = new HashMap<>(stored.references());
  }

  /** Judges one action, in the order the engine decided them. */
  public AutonomyDecision judge(Action action) {
    if (action instanceof CreateWorkOrder order) {
      return opening(order, order.ruleId());
    }
    if (action instanceof AddToWorkOrder note && opens(note)) {
      return opening(note, note.ruleId());
    }
    if (action instanceof Notify message) {
      return message(message);
    }
    Autonomy level = references.getOrDefault(action.reference(), Autonomy.SHADOW);
    if (action instanceof ScadaWrite || action instanceof DeviceCommand) {
      Autonomy own = level(action.evidence().ruleId(), action.thingId());
      return new AutonomyDecision(lower(own, level), List.of());
    }
    List<LevelChange> changes = new ArrayList<>();
    if (action instanceof RecordOutcome outcome) {
      changes.addAll(outcome(outcome));
    } else if (action instanceof CloseEpisode) {
      references.remove(action.reference());
    }
    return new AutonomyDecision(level, changes, notices(action, changes));
  }

  /** The first note of an episode on somebody else's order takes the place of its order. */
  private boolean opens(AddToWorkOrder note) {
    return note.orderNumber() != null && !references.containsKey(note.reference());
  }

  /** A message is sent unless its rule is in shadow; there is nothing in it to approve. */
  private AutonomyDecision message(Notify message) {
    String rule = message.evidence().ruleId();
    List<LevelChange> changes = message.topic() == null ? count(rule, message) : List.of();
    boolean silent = level(rule, message.thingId()) == Autonomy.SHADOW;
    Autonomy level = silent ? Autonomy.SHADOW : Autonomy.AUTO;
    return new AutonomyDecision(level, changes, notices(message, changes));
  }

  private AutonomyDecision opening(Action action, String ruleId) {
    List<LevelChange> changes = count(ruleId, action);
    Autonomy level = lower(level(ruleId, action.thingId()), levelOfModel(action));
    references.put(action.reference(), level);
    return new AutonomyDecision(level, changes, notices(action, changes));
  }

  private Autonomy levelOfModel(Action action) {
    boolean rests = action.evidence() != null && action.evidence().forecast() != null;
    String model = rests ? action.evidence().forecast().modelId() : null;
    return model == null ? Autonomy.AUTO : level(MODEL + model, action.thingId());
  }

  private static Autonomy lower(Autonomy one, Autonomy other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private List<LevelChange> count(String ruleId, Action action) {
    RuleInfo rule = rules.get(ruleId);
    if (rule == null || level(ruleId, action.thingId()) == Autonomy.SHADOW) {
      budget.record(ruleId, action.at());
      return List.of();
    }
    List<LevelChange> changes = new ArrayList<>();
    for (OrderBudget.Spent spent :
        budget.count(ruleId, rule.budget(), action.thingId(), action.at())) {
      changes.addAll(demote(spent.scope(), "budget", spent.why(), action.at()));
    }
    return changes;
  }

  private List<LevelChange> outcome(RecordOutcome outcome) {
    List<LevelChange> changes = new ArrayList<>(scored(outcome.ruleId(), outcome));
    if (outcome.model() != null) {
      changes.addAll(scored(MODEL + outcome.model(), outcome));
    }
    return changes;
  }

  private List<LevelChange> scored(String subject, RecordOutcome outcome) {
    List<LevelChange> changes = new ArrayList<>();
    for (LevelScope scope : outcomes.add(subject, outcome.thingId(), outcome.symptomGone())) {
      String why =
          scope.thing() != null
              ? "the symptom stayed after 3 of the last orders"
              : "the symptom stayed after the last order of 3 "
                  + (scope.tenant() == null ? "tenants" : "things");
      changes.addAll(demote(scope, "outcomes", why, outcome.at()));
    }
    return changes;
  }

  private List<LevelChange> demote(LevelScope scope, String who, String why, Instant at) {
    Autonomy from = level(scope);
    return from == Autonomy.SHADOW
        ? List.of()
        : List.of(move(scope.key(), from.demoted(), who, why, at));
  }

  private List<Notify> notices(Action cause, List<LevelChange> changes) {
    List<Notify> notices = new ArrayList<>();
    for (LevelChange change : changes) {
      LevelScope scope = change.scope();
      boolean model = scope.subject().startsWith(MODEL);
      RuleInfo rule = rules.get(model ? ((RecordOutcome) cause).ruleId() : scope.subject());
      boolean plain = !model && scope.tenant() == null;
      notices.add(
          new Notify(
              cause.thingId(),
              cause.failureMode(),
              cause.episode(),
              cause.reference(),
              rule == null ? "unknown" : rule.owner(),
              plain ? change.who() : change.who() + ' ' + change.ruleId(),
              "%s %s: moved from %s to %s, %s; only a person moves it up again"
                  .formatted(
                      model ? "orders by" : "rule",
                      change.ruleId(),
                      change.from(),
                      change.to(),
                      change.why()),
              change.at(),
              cause.evidence()));
    }
    return notices;
  }

  /**
   * Part of the last outcomes (at most five) that were good.
   *
   * @param subject a rule id, or {@code model:} and name, {@code @} and version of a model
   * @return NaN before the first outcome
   */
  public double score(String subject) {
    return outcomes.score(subject);
  }

  /**
   * Moves a rule or a model, e.g. because a person says so.
   *
   * @param key of the {@link LevelScope}
   */
  public LevelChange move(String key, Autonomy to, String who, String why, Instant at) {
    LevelScope scope = LevelScope.parse(key);
    LevelChange change = new LevelChange(key, level(scope), to, who, why, at);
    if (scope.tenant() != null && to == Autonomy.AUTO) {
      levels.remove(key);
    } else {
      levels.put(key, to);
    }
    return change;
  }

  /** Level of a rule for a thing now, or how far orders for it go that rest on a model. */
  public Autonomy level(String subject, String thingId) {
    return level(LevelScope.thing(subject, thingId));
  }

  /** Level of a rule or model where nothing else is said for a tenant or thing. */
  public Autonomy level(String subject) {
    return level(LevelScope.everywhere(subject));
  }

  /** The lowest of the levels that hold there. */
  public Autonomy level(LevelScope scope) {
    Autonomy level = own(scope.subject());
    if (scope.tenant() != null) {
      String tenant = new LevelScope(scope.subject(), scope.tenant(), null).key();
      level = lower(level, levels.getOrDefault(tenant, level));
    }
    return scope.thing() == null ? level : lower(level, levels.getOrDefault(scope.key(), level));
  }

  private Autonomy own(String subject) {
    Autonomy moved = levels.get(subject);
    if (moved == null && subject.startsWith(MODEL)) {
      return Autonomy.AUTO;
    }
    RuleInfo rule = rules.get(subject);
    return moved != null ? moved : rule == null ? Autonomy.SHADOW : rule.autonomy();
  }

  /** To be stored. */
  public AutonomyState state() {
    return new AutonomyState(
        Map.copyOf(levels),
        budget.orders(),
        budget.day(),
        outcomes.outcomes(),
        Map.copyOf(references),
        outcomes.latest(),
        budget.spent(),
        budget.days());
  }
}
