package org.twinsuite.app.order;

import java.util.Map;
import org.twinsuite.app.store.Outbox;
import org.twinsuite.app.store.OutboxItem;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CreateWorkOrder;

/** Adds news to the order of an episode; a note that stands there is not repeated. */
public final class AddNote implements ActionExecutor<AddToWorkOrder> {
  private final Cmms cmms;
  private final Outbox outbox;

  public AddNote(Cmms cmms, Outbox outbox) {
    this.cmms = cmms;
    this.outbox = outbox;
  }

  @Override
  public String systemOf(AddToWorkOrder add) {
    return target(add).getOrDefault("system", "none");
  }

  @Override
  public MaintenancePatch execute(AddToWorkOrder add, OutboxItem item) {
    cmms.of(target(add)).addNote(orderOf(add), add.text());
    return null;
  }

  /** The episode's own order, or the one it hangs on. */
  private String orderOf(AddToWorkOrder add) {
    return add.orderNumber() == null
        ? add.reference()
        : outbox.referenceOf(add.orderNumber(), add.thingId()).orElse(add.reference());
  }

  private Map<String, String> target(AddToWorkOrder add) {
    return outbox.byReference(orderOf(add)).stream()
        .map(ActionExecutors::action)
        .filter(CreateWorkOrder.class::isInstance)
        .map((Action action) -> ((CreateWorkOrder) action).cmms())
        .findFirst()
        .orElse(Map.of());
  }
}
