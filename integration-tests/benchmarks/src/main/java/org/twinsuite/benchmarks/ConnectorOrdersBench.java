package org.twinsuite.benchmarks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.twinsuite.connectors.cmms.AssetMapping;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderRequest;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.connectors.cmms.WorkOrdersResolver;
import org.twinsuite.sandbox.cmms.MaximoStandIn;

/**
 * Orders per second through the Maximo dialect into a stand-in whose every answer takes 50 ms,
 * look-up included: the dialect alone, then from the app's outbox, {@link ConnectorOutbox}. Before
 * it, tags: {@link ConnectorTags}.
 */
public final class ConnectorOrdersBench implements Bench {

  @Override
  public String name() {
    return "connectors";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    ConnectorTags.run(context);
    int orders = context.parameter("orders", 1000);
    try (MaximoStandIn maximo = new MaximoStandIn(InstantSource.system())) {
      maximo.start();
      maximo.latencyMillis(50);
      try (WorkOrders connector =
          new WorkOrdersResolver().open("plant", Map.copyOf(maximo.configuration()))) {
        for (int callers : new int[] {1, 16}) {
          String prefix = "TS-" + callers + "-";
          int some = callers == 1 ? orders / 16 : orders;
          double seconds = context.seconds(() -> create(connector, prefix, some, callers));
          context.figure("maximo_orders_per_s_" + callers + "_callers", some / seconds, "1/s");
        }
      }
      context.note("each order is a look-up and a create, 50 ms each; stand-in in the same JVM");
    }
    for (int parallel : new int[] {4, 16}) {
      ConnectorOutbox.run(context, orders, parallel);
    }
    context.note("outbox: the app in its own process, and each order written into its twin");
  }

  private static void create(WorkOrders connector, String prefix, int orders, int callers)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try {
      List<Callable<WorkOrder>> calls = new ArrayList<>();
      for (int i = 0; i < orders; i++) {
        WorkOrderRequest request = request(prefix + i);
        calls.add(() -> connector.create(request));
      }
      for (Future<WorkOrder> call : pool.invokeAll(calls)) {
        call.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  private static WorkOrderRequest request(String reference) {
    return new WorkOrderRequest(
        reference,
        "org.plant:P-101",
        AssetMapping.ofAssetnum("plant", "1710", "P-101"),
        "Replace bearing",
        "Forecast: failure in 62 h (41 to 90 h, 90 %).",
        2,
        "bearing-wear",
        null,
        null,
        Instant.now(),
        "c-" + reference,
        null);
  }
}
