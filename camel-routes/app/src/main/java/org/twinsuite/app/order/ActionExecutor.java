package org.twinsuite.app.order;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.twinsuite.app.store.Outbox;
import org.twinsuite.app.store.OutboxItem;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.cmms.AssetMapping;
import org.twinsuite.connectors.cmms.Window;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderRequest;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.evidence.RulesJson;

/** Carries one action out in its target system. */
public final class ActionExecutor {
  private static final int LEAST_URGENT = 4;
  private final Cmms cmms;
  private final InstantSource clock;
  private final URI evidenceBase;

  /**
   * @param evidenceBase where evidence pages are served
   */
  public ActionExecutor(Cmms cmms, InstantSource clock, URI evidenceBase) {
    this.cmms = cmms;
    this.clock = clock;
    this.evidenceBase = evidenceBase;
  }

  /** The system whose outage stops this action. */
  String systemOf(OutboxItem item) {
    Action action = action(item);
    return action instanceof CreateWorkOrder create
        ? create.cmms().getOrDefault("system", "none")
        : "twin";
  }

  /**
   * Carries the action out and tells what the twin shall show of it.
   *
   * @return {@code null} when the twin shows nothing of it
   */
  MaintenancePatch execute(OutboxItem item, Outbox outbox) {
    Action action = action(item);
    if (action instanceof CreateWorkOrder create) {
      WorkOrder order = cmms.of(create.cmms()).create(request(create));
      outbox.executed(item.id(), order.orderNumber());
      return MaintenancePatch.of(create, order, clock.instant());
    }
    if (action instanceof AddToWorkOrder add) {
      order(item, outbox).addNote(add.reference(), add.text());
      return null;
    }
    if (action instanceof CloseEpisode close) {
      return MaintenancePatch.of(close);
    }
    if (action instanceof RecordOutcome outcome) {
      return MaintenancePatch.of(outcome);
    }
    throw RejectedByTarget.beforeSending(
        "twinsuite", "kind", "no connector carries out " + item.kind() + "; do it by hand");
  }

  private WorkOrders order(OutboxItem item, Outbox outbox) {
    return cmms.of(
        outbox.byReference(item.reference()).stream()
            .map(ActionExecutor::action)
            .filter(CreateWorkOrder.class::isInstance)
            .map(action -> ((CreateWorkOrder) action).cmms())
            .findFirst()
            .orElse(Map.of()));
  }

  private WorkOrderRequest request(CreateWorkOrder create) {
    Map<String, String> asset = create.cmms();
    String correlationId = create.evidence().correlationId();
    try {
      return new WorkOrderRequest(
          create.reference(),
          create.thingId(),
          new AssetMapping(
              asset.get("system"),
              asset.get("site"),
              asset.get("assetnum"),
              asset.get("equipment"),
              asset.get("functionalLocation")),
          create.title(),
          create.evidence().toText(),
          Math.max(1, Math.min(LEAST_URGENT, create.priority())),
          create.failureMode(),
          create.failureCode(),
          create.window() == null ? null : new Window(create.window().from(), create.window().to()),
          create.at(),
          correlationId == null ? create.reference() : correlationId,
          evidenceBase.resolve("/orders/" + create.reference() + "/evidence"));
    } catch (IllegalArgumentException incomplete) {
      throw RejectedByTarget.beforeSending(
          String.valueOf(asset.get("system")), "attributes/cmms", incomplete.getMessage());
    }
  }

  static Action action(OutboxItem item) {
    return RulesJson.read(item.body(), Action.class);
  }
}
