package org.twinsuite.pipeline.order;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.json.RulesJson;

/**
 * Who carries out which kind of action. A kind nobody was named for is refused, so that it is
 * parked for a person and never passed over.
 */
public final class ActionExecutors {
  private static final String TWIN = "twin";
  private final Map<Class<? extends Action>, ActionExecutor<? extends Action>> byKind =
      new HashMap<>();
  private final Map<String, ActionExecutor<CreateWorkOrder>> followingKinds = new HashMap<>();
  private final InstantSource clock;

  /** Knows the kinds that concern the twin alone. */
  public ActionExecutors(InstantSource clock) {
    this.clock = clock;
    on(CloseEpisode.class, twinOnly(MaintenancePatch::of));
    on(RecordOutcome.class, twinOnly(MaintenancePatch::of));
  }

  /** Names the executor of a kind; returns this. */
  public <A extends Action> ActionExecutors on(Class<A> kind, ActionExecutor<A> executor) {
    byKind.put(kind, executor);
    return this;
  }

  /** Names the executor of a step that follows an order under its own kind; returns this. */
  public ActionExecutors following(String kind, ActionExecutor<CreateWorkOrder> executor) {
    followingKinds.put(kind, executor);
    return this;
  }

  String systemOf(OutboxItem item) {
    Action action = action(item);
    ActionExecutor<Action> executor = of(item, action);
    return executor == null || item.state() == OutboxItem.State.REJECTING
        ? TWIN
        : executor.systemOf(action);
  }

  MaintenancePatch execute(OutboxItem item) {
    Action action = action(item);
    if (item.state() == OutboxItem.State.REJECTING) {
      return MaintenancePatch.rejected((CreateWorkOrder) action, clock.instant());
    }
    ActionExecutor<Action> executor = of(item, action);
    if (executor == null) {
      throw RejectedByTarget.beforeSending(
          "twinsuite", "kind", "no connector carries out " + item.kind() + "; do it by hand");
    }
    return executor.execute(action, item);
  }

  @SuppressWarnings("unchecked")
  private ActionExecutor<Action> of(OutboxItem item, Action action) {
    ActionExecutor<?> following = followingKinds.get(item.kind());
    return (ActionExecutor<Action>) (following == null ? byKind.get(action.getClass()) : following);
  }

  private static <A extends Action> ActionExecutor<A> twinOnly(
      java.util.function.Function<A, MaintenancePatch> patch) {
    return new ActionExecutor<>() {
      @Override
      public String systemOf(A action) {
        return TWIN;
      }

      @Override
      public MaintenancePatch execute(A action, OutboxItem item) {
        return patch.apply(action);
      }
    };
  }

  static Action action(OutboxItem item) {
    return RulesJson.read(item.body(), Action.class);
  }
}
