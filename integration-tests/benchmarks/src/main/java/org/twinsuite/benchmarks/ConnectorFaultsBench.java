package org.twinsuite.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.cmms.AssetMapping;
import org.twinsuite.connectors.cmms.WorkOrderRequest;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.connectors.cmms.WorkOrdersResolver;
import org.twinsuite.sandbox.cmms.AtlasStandIn;
import org.twinsuite.sandbox.cmms.BodyCheck;
import org.twinsuite.sandbox.cmms.CmmsStandIn;
import org.twinsuite.sandbox.cmms.FaultKind;
import org.twinsuite.sandbox.cmms.MaximoStandIn;
import org.twinsuite.sandbox.cmms.OdooStandIn;
import org.twinsuite.sandbox.cmms.SapStandIn;
import org.twinsuite.sandbox.cmms.ServiceNowStandIn;

/**
 * Orders through eight faults into every maintenance system's stand-in: how many are lost, how many
 * are there twice. Each order meets one fault on average; a call that fails is repeated as the
 * outbox would.
 */
public final class ConnectorFaultsBench implements Bench {

  private static final int CALLERS = 16;
  private static final List<FaultKind> FAULTS =
      List.of(
          FaultKind.SERVER_ERROR,
          FaultKind.TOO_MANY_REQUESTS,
          FaultKind.CONNECTION_RESET,
          FaultKind.SLOW,
          FaultKind.TIMEOUT_AFTER_COMMIT,
          FaultKind.RESET_AFTER_COMMIT,
          FaultKind.BAD_GATEWAY_AFTER_COMMIT);

  private record Outcome(int lost, int duplicate, double seconds) {}

  @Override
  public String name() {
    return "connectors-faults";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    int orders = context.parameter("orders", 200);
    int total = 0;
    int lost = 0;
    int duplicate = 0;
    for (Map.Entry<String, Supplier<CmmsStandIn>> system : systems().entrySet()) {
      for (int f = 0; f <= FAULTS.size(); f++) {
        FaultKind fault = f < FAULTS.size() ? FAULTS.get(f) : null;
        Outcome outcome = play(system.getValue().get(), fault, orders);
        context.note(
            "%-12s %-24s orders %d lost %d duplicate %d in %.1f s"
                .formatted(
                    system.getKey(),
                    fault == null ? "OUTAGE" : fault,
                    orders,
                    outcome.lost(),
                    outcome.duplicate(),
                    outcome.seconds()));
        total += orders;
        lost += outcome.lost();
        duplicate += outcome.duplicate();
      }
    }
    context.figure("orders", total, "count");
    context.figure("lost", lost, "count");
    context.figure("duplicate", duplicate, "count");
  }

  private static Map<String, Supplier<CmmsStandIn>> systems() {
    InstantSource clock = InstantSource.system();
    Map<String, Supplier<CmmsStandIn>> systems = new LinkedHashMap<>();
    systems.put("maximo", () -> new MaximoStandIn(clock));
    systems.put("sap", () -> new SapStandIn(clock, BodyCheck.NONE, BodyCheck.NONE));
    systems.put("odoo-json2", () -> new OdooStandIn(clock, "json2"));
    systems.put("odoo-jsonrpc", () -> new OdooStandIn(clock, "jsonrpc"));
    systems.put("servicenow", () -> new ServiceNowStandIn(clock));
    systems.put("atlas", () -> new AtlasStandIn(clock));
    return systems;
  }

  /** A null fault is an outage in the middle: the system is gone for half a second. */
  private static Outcome play(CmmsStandIn system, FaultKind fault, int orders) throws Exception {
    system.retryAfterSeconds(0);
    system.start();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    long before = System.nanoTime();
    try (system;
        WorkOrders connector = connect(system)) {
      List<Callable<Void>> calls = new ArrayList<>();
      for (int i = 0; i < orders; i++) {
        WorkOrderRequest request = request("TS-" + i);
        calls.add(
            () -> {
              if (fault != null) {
                system.failNext(1, fault);
              }
              createAsTheOutboxDoes(connector, request);
              return null;
            });
      }
      if (fault == null) {
        calls.add(orders / 2, () -> outage(system));
      }
      for (Future<Void> call : callers.invokeAll(calls)) {
        call.get();
      }
      Map<String, Integer> found = new HashMap<>();
      system.orders().forEach(order -> found.merge(order.reference(), 1, Integer::sum));
      int twice = found.values().stream().mapToInt(count -> count - 1).sum();
      return new Outcome(orders - found.size(), twice, (System.nanoTime() - before) / 1e9);
    } finally {
      callers.shutdown();
    }
  }

  private static Void outage(CmmsStandIn system) throws InterruptedException {
    system.stop();
    Thread.sleep(500);
    system.start();
    return null;
  }

  /**
   * The outbox never gives up what may succeed; here what a minute did not bring counts as lost.
   */
  private static void createAsTheOutboxDoes(WorkOrders connector, WorkOrderRequest request)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (true) {
      try {
        connector.create(request);
        return;
      } catch (RetryableFailure e) {
        if (System.nanoTime() > end) {
          return;
        }
        Thread.sleep(100);
      }
    }
  }

  private static WorkOrders connect(CmmsStandIn system) {
    Map<String, String> configuration = new HashMap<>(system.configuration());
    configuration.putAll(
        Map.of("timeout", "PT1S", "firstPause", "PT0.02S", "breakerPause", "PT0.2S"));
    return new WorkOrdersResolver().open("plant", configuration);
  }

  private static WorkOrderRequest request(String reference) {
    return new WorkOrderRequest(
        reference,
        "org.plant:P-101",
        new AssetMapping("plant", "1710", "10000045", null, null),
        "Replace bearing",
        "Forecast: failure in 62 h (41 to 90 h, 90 %).",
        2,
        "bearing-wear",
        null,
        null,
        Instant.now().minus(Duration.ofMinutes(1)),
        "c-" + reference,
        null);
  }
}
