package org.twinsuite.pipeline.erp;

import java.math.BigDecimal;
import java.time.Instant;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.erp.Spares.Booking;
import org.twinsuite.connectors.erp.Spares.SpareRequest;
import org.twinsuite.pipeline.order.ActionExecutor;
import org.twinsuite.pipeline.order.MaintenancePatch;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.pipeline.twin.ErpPlace;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.RaiseRequisition;
import org.twinsuite.rules.action.ReservePart;

/** Reserves parts and asks purchasing for them, in the ERP system of the thing. */
public final class SparePartReservations {
  private static final String NONE = "erp";
  private final Erps erps;
  private final ThingViews views;
  private final Outbox outbox;

  public SparePartReservations(Erps erps, ThingViews views, Outbox outbox) {
    this.erps = erps;
    this.views = views;
    this.outbox = outbox;
  }

  /** For parts that are in stock. */
  public ActionExecutor<ReservePart> reservations() {
    return new Executor<>() {
      @Override
      Booking book(ReservePart action, ErpPlace place) {
        return erps.of(place)
            .reserve(request(action, action.part(), action.quantity(), action.needBy(), place));
      }
    };
  }

  /** For parts that are not. */
  public ActionExecutor<RaiseRequisition> requisitions() {
    return new Executor<>() {
      @Override
      Booking book(RaiseRequisition action, ErpPlace place) {
        return erps.of(place)
            .requisition(request(action, action.part(), action.quantity(), action.needBy(), place));
      }
    };
  }

  private abstract class Executor<A extends Action> implements ActionExecutor<A> {

    abstract Booking book(A action, ErpPlace place);

    @Override
    public String systemOf(A action) {
      return views
          .known(action.thingId())
          .map(ThingView::erp)
          .map(place -> NONE + ':' + place.system())
          .orElse(NONE);
    }

    @Override
    public MaintenancePatch execute(A action, OutboxItem item) {
      if (item.orderNumber() != null) {
        // It was booked, and may be used up by now: it is not booked again.
        return null;
      }
      ErpPlace place =
          views
              .known(action.thingId())
              .orElseGet(() -> views.load(action.thingId(), action.at()))
              .erp();
      outbox.executed(item.id(), book(action, place).number());
      return null;
    }
  }

  private SpareRequest request(
      Action action, String part, double quantity, Instant needBy, ErpPlace place) {
    if (place.plant() == null) {
      throw RejectedByTarget.beforeSending(
          place.system(), "attributes/erp/plant", "attributes/erp/plant of the thing is missing");
    }
    return new SpareRequest(
        action.reference(),
        place.material(part),
        place.plant(),
        BigDecimal.valueOf(quantity).stripTrailingZeros(),
        null,
        needBy == null ? action.at() : needBy,
        orderNumber(action.reference()),
        part + " for " + action.thingId() + ", " + action.failureMode());
  }

  /** The maintenance order the part is for, if it stands already. */
  private String orderNumber(String reference) {
    return outbox.byReference(reference).stream()
        .filter(item -> item.kind().equals(CreateWorkOrder.class.getSimpleName()))
        .map(OutboxItem::orderNumber)
        .filter(number -> number != null)
        .findFirst()
        .orElse(null);
  }
}
