package org.twinsuite.app;

import java.net.URI;
import org.apache.camel.CamelContext;
import org.twinsuite.app.action.DeviceCommands;
import org.twinsuite.app.action.Notifications;
import org.twinsuite.app.action.ScadaWrites;
import org.twinsuite.app.config.ActionOptions;
import org.twinsuite.app.config.AppConfig;
import org.twinsuite.app.config.HttpOptions;
import org.twinsuite.app.erp.PartBookings;
import org.twinsuite.app.order.ActionExecutors;
import org.twinsuite.app.order.AddNote;
import org.twinsuite.app.order.AttachEvidence;
import org.twinsuite.app.order.Cmms;
import org.twinsuite.app.order.CreateOrder;
import org.twinsuite.app.store.Outbox;
import org.twinsuite.app.time.EventClock;
import org.twinsuite.app.twin.ThingViews;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.DeviceCommand;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.action.RaiseRequisition;
import org.twinsuite.rules.action.ReservePart;
import org.twinsuite.rules.action.ScadaWrite;

/** Who carries out which action outside the house. */
record Outgoing(
    CamelContext camel, AppConfig config, Outbox outbox, EventClock clock, ThingViews views) {

  ActionExecutors executors(Cmms cmms, PartBookings parts, ScadaWrites scada) {
    return new ActionExecutors(clock)
        .on(
            CreateWorkOrder.class,
            new CreateOrder(
                cmms, outbox, clock, publicUrl(config), config.get(ActionOptions.CMMS_EVIDENCE)))
        .following(AttachEvidence.KIND, new AttachEvidence(cmms))
        .on(AddToWorkOrder.class, new AddNote(cmms, outbox, views))
        .on(ReservePart.class, parts.reservations())
        .on(RaiseRequisition.class, parts.requisitions())
        .on(DeviceCommand.class, new DeviceCommands(camel, config))
        .on(ScadaWrite.class, scada)
        .on(Notify.class, new Notifications(camel, config.channels()));
  }

  /** Where people reach the app's pages, with a slash at its end. */
  static URI publicUrl(AppConfig config) {
    String configured = config.get(HttpOptions.HTTP_PUBLIC_URL);
    if (!configured.isEmpty()) {
      return URI.create(configured + '/');
    }
    return URI.create(
        "http://"
            + config.get(HttpOptions.HTTP_HOST)
            + ':'
            + config.get(HttpOptions.HTTP_PORT)
            + '/');
  }
}
