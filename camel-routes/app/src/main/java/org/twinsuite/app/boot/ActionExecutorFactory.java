package org.twinsuite.app.boot;

import java.net.URI;
import org.apache.camel.CamelContext;
import org.twinsuite.pipeline.action.DeviceCommands;
import org.twinsuite.pipeline.action.Notifications;
import org.twinsuite.pipeline.action.ScadaWrites;
import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.HttpOptions;
import org.twinsuite.pipeline.erp.SparePartReservations;
import org.twinsuite.pipeline.order.ActionExecutors;
import org.twinsuite.pipeline.order.AddNote;
import org.twinsuite.pipeline.order.AttachEvidence;
import org.twinsuite.pipeline.order.Cmms;
import org.twinsuite.pipeline.order.CreateOrder;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.time.EventClock;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.DeviceCommand;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.action.RaiseRequisition;
import org.twinsuite.rules.action.ReservePart;
import org.twinsuite.rules.action.ScadaWrite;

/** Who carries out which action outside the house. */
record ActionExecutorFactory(
    CamelContext camel, AppConfig config, Outbox outbox, EventClock clock, ThingViews views) {

  ActionExecutors executors(Cmms cmms, SparePartReservations parts, ScadaWrites scada) {
    return new ActionExecutors(clock)
        .on(
            CreateWorkOrder.class,
            new CreateOrder(
                cmms,
                outbox,
                clock,
                publicUrl(config),
                config.get(ActionOptions.CMMS_EVIDENCE),
                config.get(HttpOptions.PLANT_ZONE)))
        .following(AttachEvidence.KIND, new AttachEvidence(cmms))
        .on(AddToWorkOrder.class, new AddNote(cmms, outbox, views))
        .on(ReservePart.class, parts.reservations())
        .on(RaiseRequisition.class, parts.requisitions())
        .on(DeviceCommand.class, new DeviceCommands(camel, config, outbox))
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
