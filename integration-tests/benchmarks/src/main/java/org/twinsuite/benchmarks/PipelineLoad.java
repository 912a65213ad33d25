package org.twinsuite.benchmarks;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.pipeline.twin.DittoAccess;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.sandbox.plant.Machine;
import org.twinsuite.sandbox.plant.Provisioning;

/** Writes samples of five features into the twins of many pumps, a bounded number at once. */
final class PipelineLoad implements AutoCloseable {
  private static final int IN_FLIGHT = 512;
  private static final String NAMESPACE = "org.twinsuite.bench";
  private final DefaultCamelContext camel;
  private final Twins twins;
  private final Semaphore free = new Semaphore(IN_FLIGHT);

  private PipelineLoad(DefaultCamelContext camel, Twins twins) {
    this.camel = camel;
    this.twins = twins;
  }

  static PipelineLoad open(String url, int things) throws Exception {
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < things; i++) {
      machines.add(
          new Machine(
              thing(i),
              "org.twinsuite:motor-pump:1.0.0",
              "pump " + i,
              NAMESPACE + ":line-" + i % 50,
              "line",
              "P" + i,
              "vibration",
              Map.of()));
    }
    new Provisioning(url).provision(new BenchPumps(NAMESPACE, machines));
    DefaultCamelContext camel = new DefaultCamelContext();
    camel.start();
    new DittoAccess(URI.create(url), "pre:" + Provisioning.INTEGRATION).use(camel);
    return new PipelineLoad(camel, new Twins(camel));
  }

  /** Id of a thing. */
  static String thing(int number) {
    return NAMESPACE + ":pump-" + number;
  }

  /** Sends one change of a thing; waits while too many are on their way. */
  void send(int thing, Instant at, double vibration, String correlationId)
      throws InterruptedException {
    free.acquire();
    JsonObject features =
        JsonObject.newBuilder()
            .set("vibration", feature(vibration, "mm/s", at))
            .set("temperature", feature(55, "Cel", at))
            .set("flow", feature(120, "m3/h", at))
            .set("pressure", feature(4.5, "bar", at))
            .set("current", feature(31, "A", at))
            .build();
    twins
        .merge(thing(thing), "/features", features, correlationId)
        .whenComplete((done, failed) -> free.release());
  }

  /** Waits until Ditto has confirmed everything. */
  void flush() throws InterruptedException {
    free.acquire(IN_FLIGHT);
    free.release(IN_FLIGHT);
  }

  private static JsonObject feature(double value, String unit, Instant at) {
    return JsonObject.newBuilder()
        .set(
            "properties",
            JsonObject.newBuilder()
                .set("value", value)
                .set("unit", unit)
                .set("quality", JsonObject.newBuilder().set("severity", "good").build())
                .set("sourceTimestamp", at.toString())
                .build())
        .build();
  }

  @Override
  public void close() {
    twins.close();
    camel.stop();
  }
}
