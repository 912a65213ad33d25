package org.twinsuite.app.boot;

import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.erp.ErpFacts;
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
                    config.get(ActionOptions.OUTBOX_ATTEMPTS),
                    config.get(ActionOptions.OUTBOX_PARALLEL)));
    statusBack =
        app.shutdown()
            .register(
                "order states",
                new StatusBack(
                    systems.cmms,
                    store.outbox,
                    new Cursors(store.database),
                    twin.twins,
                    systems.states,
                    store.clock,
                    store.parkingLot));
    app.every("outbox", WAKE_MS, () -> delivery.process(null));
    app.every(
        "status", config.get(ActionOptions.CMMS_POLL).toMillis(), () -> statusBack.process(null));
    if (!systems.erps.all().isEmpty()) {
      ErpFacts facts =
          app.shutdown()
              .register(
                  "ERP polls",
                  new ErpFacts(systems.erps, twin.views, twin.twins, systems.states, store.clock));
      app.every("erp", config.get(ActionOptions.ERP_POLL).toMillis(), () -> facts.process(null));
    }
  }
}
