package org.twinsuite.pipeline.order;

import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.Window;
import org.twinsuite.connectors.cmms.AssetMapping;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderRequest;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.evidence.ReasonText;

/** Raises an order in the maintenance system of its thing, with the evidence. */
public final class CreateOrder implements ActionExecutor<CreateWorkOrder> {
  private static final int LEAST_URGENT = 4;
  private final Cmms cmms;
  private final Outbox outbox;
  private final InstantSource clock;
  private final URI evidenceBase;
  private final boolean attach;
  private final ZoneId zone;

  /**
   * @param evidenceBase where evidence pages are served
   * @param attach whether the picture of the evidence is to be attached to the order
   * @param zone of the plant, in which the reason names times
   */
  public CreateOrder(
      Cmms cmms,
      Outbox outbox,
      InstantSource clock,
      URI evidenceBase,
      boolean attach,
      ZoneId zone) {
    this.zone = zone;
    this.cmms = cmms;
    this.outbox = outbox;
    this.clock = clock;
    this.evidenceBase = evidenceBase;
    this.attach = attach;
  }

  /** The reason as a person would say it, then all it rests on. */
  private String reason(CreateWorkOrder create) {
    List<String> sentences =
        ReasonText.sentences(
            create.evidence(), create.thingId(), create.failureMode(), Locale.ENGLISH, zone);
    return String.join("\n", sentences)
        + "\n\n"
        + create.evidence().toText()
        + "PICTURE: "
        + page(create, "evidence.png")
        + "\n";
  }

  @Override
  public String systemOf(CreateWorkOrder create) {
    return create.cmms().getOrDefault("system", "none");
  }

  @Override
  public MaintenancePatch execute(CreateWorkOrder create, OutboxItem item) {
    if (item.orderNumber() != null) {
      return MaintenancePatch.of(create, standing(create, item.orderNumber()), clock.instant());
    }
    WorkOrder order = cmms.of(create.cmms()).create(request(create));
    if (attach) {
      outbox.executed(item, order.orderNumber(), AttachEvidence.KIND);
    } else {
      outbox.executed(item.id(), order.orderNumber());
    }
    return MaintenancePatch.of(create, order, clock.instant());
  }

  /** It was made, so it is never made again, whatever became of it. */
  private WorkOrder standing(CreateWorkOrder create, String orderNumber) {
    return cmms.of(create.cmms())
        .find(create.reference())
        .orElseThrow(
            () ->
                RejectedByTarget.beforeSending(
                    systemOf(create),
                    "reference",
                    "order "
                        + orderNumber
                        + " was made, but no order carries the reference "
                        + create.reference()
                        + " any more: give it back and try again, or drop this and raise an order"
                        + " by hand"));
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
          reason(create),
          Math.max(1, Math.min(LEAST_URGENT, create.priority())),
          create.failureMode(),
          create.failureCode(),
          create.window() == null ? null : new Window(create.window().from(), create.window().to()),
          create.at(),
          correlationId == null ? create.reference() : correlationId,
          page(create, "evidence"));
    } catch (IllegalArgumentException incomplete) {
      throw RejectedByTarget.beforeSending(
          String.valueOf(asset.get("system")), "attributes/cmms", incomplete.getMessage());
    }
  }

  private URI page(CreateWorkOrder create, String name) {
    return evidenceBase.resolve("orders/" + create.reference() + '/' + name);
  }
}
