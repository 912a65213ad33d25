package org.twinsuite.benchmarks;

import static org.twinsuite.benchmarks.BenchPlant.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Consequences;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;
import org.twinsuite.sandbox.process.AppProcess;

/**
 * Orders per second that leave the app: a backlog of orders lies in the outbox when the app starts,
 * each is looked up and created in a Maximo stand-in whose every answer takes 50 ms, and written
 * into its twin. The first fifth warms the compiler and is not counted.
 */
final class ConnectorOutbox {
  private static final String RULE = "bench";
  private static final String DONE =
      "select count(*) from outbox where kind = 'CreateWorkOrder' and state = 'DONE'";

  private ConnectorOutbox() {}

  /**
   * @param parallel {@code twinsuite.outbox.parallel}
   */
  static void run(BenchContext context, int orders, int parallel) throws Exception {
    try (BenchPlant plant = new BenchPlant();
        PipelineLoad things = PipelineLoad.open(plant.dittoUrl(), orders)) {
      things.flush();
      record(plant, orders);
      plant.maximo().latencyMillis(50);
      Map<String, String> options =
          Map.of(
              "twinsuite.outbox.parallel",
              String.valueOf(parallel),
              "twinsuite.cmms.evidence",
              "link");
      try (AppProcess app = plant.start(options)) {
        measure(context, plant, app, orders, parallel);
      }
    }
  }

  private static void measure(
      BenchContext context, BenchPlant plant, AppProcess app, int orders, int parallel)
      throws Exception {
    await(() -> plant.count(DONE) >= orders / 5, "the first orders");
    long doneBefore = plant.count(DONE);
    long begin = System.nanoTime();
    Duration cpuBefore = app.cpu();
    await(() -> plant.count(DONE) == orders, "all orders");
    double counted = orders - doneBefore;
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpu = app.cpu().minus(cpuBefore).toNanos() / 1e6;
    String figure = "maximo_outbox_" + parallel + "_parallel_";
    context.figure(figure + "orders_per_s", counted / seconds, "1/s");
    context.figure(figure + "cpu_ms_per_order", cpu / counted, "ms");
    context.figure(figure + "rss_mib", app.residentMebibytes(), "MiB");
    int made = plant.maximo().book().all().size();
    if (made != orders) {
      throw new IllegalStateException(orders + " orders recorded, " + made + " made");
    }
  }

  private static void record(BenchPlant plant, int orders) {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < orders; i++) {
      actions.add(order(i));
    }
    Consequences consequences = new Consequences();
    consequences.decided(actions, List.of());
    RuleInfo rule = new RuleInfo(RULE, "rule", "1", "bench", Autonomy.AUTO, orders);
    try (Database database = Database.open(plant.db(), "twinsuite", BenchPlant.DB_PASSWORD)) {
      new ChangeLedger(database, new AutonomyStore(database, () -> Map.of(RULE, rule)))
          .store(consequences);
    }
  }

  private static CreateWorkOrder order(int number) {
    Instant now = Instant.now();
    return new CreateWorkOrder(
        PipelineLoad.thing(number),
        "bearing-wear",
        1,
        "TS-BENCH-" + number,
        RULE,
        "VIB",
        2,
        "Replace bearing",
        null,
        Map.of("system", "maximo", "site", "BEDFORD", "assetnum", "P" + number),
        now,
        new Evidence(
            RULE, "1", "none", "bench", List.of(), List.of(), null, List.of(), "c" + number, now));
  }
}
