package org.twinsuite.app.boot;

import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.erp.ErpPoller;
import org.twinsuite.pipeline.erp.SparePartReservations;
import org.twinsuite.pipeline.order.OutboxDispatcher;
import org.twinsuite.pipeline.order.WorkOrderStatusSync;
import org.twinsuite.pipeline.store.Cursors;

/** Actions from the outbox to the systems around the app, and their states back into the twins. */
final class OrderModule {
  private static final int WAKE_MS = 200;

  final WorkOrderStatusSync statusBack;

  OrderModule(AppContext app, StoreModule store, TwinModule twin, SystemsModule systems)
      throws Exception {
    AppConfig config = app.config();
    OutboxDispatcher delivery =
        app.shutdown()
            .register(
                "outbox",
                new OutboxDispatcher(
                    store.outbox,
                    new ActionExecutorFactory(
                            app.camel(), config, store.outbox, store.clock, twin.views)
                        .executors(
                            systems.cmms,
                            new SparePartReservations(systems.erps, twin.views, store.outbox),
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
                new WorkOrderStatusSync(
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
      ErpPoller facts =
          app.shutdown()
              .register(
                  "ERP polls",
                  new ErpPoller(systems.erps, twin.views, twin.twins, systems.states, store.clock));
      app.every("erp", config.get(ActionOptions.ERP_POLL).toMillis(), () -> facts.process(null));
    }
  }
}
