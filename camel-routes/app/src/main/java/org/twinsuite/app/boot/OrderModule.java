package org.twinsuite.app.boot;

import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.erp.ErpFacts;
import org.twinsuite.pipeline.erp.ErpRoutes;
import org.twinsuite.pipeline.erp.PartBookings;
import org.twinsuite.pipeline.order.Delivery;
import org.twinsuite.pipeline.order.StatusBack;
import org.twinsuite.pipeline.store.Cursors;

/** Actions from the outbox to the systems around the app, and their states back into the twins. */
final class OrderModule {
  private static final int WAKE_MS = 200;

  final StatusBack statusBack;

  OrderModule(AppContext app, StoreModule store, TwinModule twin, SystemsModule systems)
      throws Exception {
    AppConfig config = app.config();
    Delivery delivery =
        app.shutdown()
            .register(
                "outbox",
                new Delivery(
                    store.outbox,
                    new ActionExecutorFactory(
                            app.camel(), config, store.outbox, store.clock, twin.views)
                        .executors(
                            systems.cmms,
                            new PartBookings(systems.erps, twin.views, store.outbox),
                            systems.scada),
                    twin.twins,
                    systems.states,
                    config.get(ActionOptions.OUTBOX_RETRY),
                    config.get(ActionOptions.OUTBOX_PARALLEL)));
    statusBack =
        new StatusBack(
            systems.cmms,
            store.outbox,
            new Cursors(store.database),
            twin.twins,
            systems.states,
            store.clock,
            store.parkingLot);
    app.routes(
        builder ->
            builder.from("timer:outbox?period=" + WAKE_MS).routeId("outbox").process(delivery));
    app.routes(
        builder ->
            builder
                .from("timer:status?period=" + config.get(ActionOptions.CMMS_POLL).toMillis())
                .routeId("status")
                .process(statusBack));
    if (!systems.erps.all().isEmpty()) {
      app.camel()
          .addRoutes(
              new ErpRoutes(
                  new ErpFacts(systems.erps, twin.views, twin.twins, systems.states, store.clock),
                  config.get(ActionOptions.ERP_POLL)));
    }
  }
}
