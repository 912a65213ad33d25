package org.twinsuite.pipeline.order;

import java.util.Map;
import java.util.Optional;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CreateWorkOrder;

/**
 * Adds news to the order of an episode, or to somebody else's it hangs on; a note that stands there
 * is not repeated.
 */
public final class AddNote implements ActionExecutor<AddToWorkOrder> {
  private final Cmms cmms;
  private final Outbox outbox;
  private final ThingViews views;

  public AddNote(Cmms cmms, Outbox outbox, ThingViews views) {
    this.cmms = cmms;
    this.outbox = outbox;
    this.views = views;
  }

  @Override
  public String systemOf(AddToWorkOrder add) {
    Map<String, String> place =
        own(add)
            .map(this::place)
            .orElseGet(
                () ->
                    views.known(add.thingId()).map(view -> view.context().cmms()).orElse(Map.of()));
    return place.getOrDefault("system", "none");
  }

  @Override
  public MaintenancePatch execute(AddToWorkOrder add, OutboxItem item) {
    Optional<String> own = own(add);
    if (own.isPresent()) {
      cmms.of(place(own.get())).addNote(own.get(), add.text());
    } else {
      ThingView view =
          views.known(add.thingId()).orElseGet(() -> views.load(add.thingId(), add.at()));
      Map<String, String> place = view.context().cmms();
      cmms.of(place).addNoteTo(add.orderNumber(), place.get("site"), add.text());
    }
    return null;
  }

  /** Reference of the order if it is one of the suite's; empty if somebody else raised it. */
  private Optional<String> own(AddToWorkOrder add) {
    return add.orderNumber() == null
        ? Optional.of(add.reference())
        : outbox.referenceOf(add.orderNumber(), add.thingId());
  }

  private Map<String, String> place(String reference) {
    return outbox.byReference(reference).stream()
        .map(ActionExecutors::action)
        .filter(CreateWorkOrder.class::isInstance)
        .map((Action action) -> ((CreateWorkOrder) action).cmms())
        .findFirst()
        .orElse(Map.of());
  }
}
