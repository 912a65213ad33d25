package org.twinsuite.benchmarks;

import static org.twinsuite.benchmarks.BenchPlant.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.twinsuite.sandbox.process.AppProcess;

/**
 * Twin changes through the app in a process of its own: first as fast as they go, then at a steady
 * rate with faults among them. Ditto, the load and the maintenance system share the machine with
 * the app; {@code cpu_us_per_change} is the app's process alone.
 */
public final class PipelineBench implements Bench {
  private static final String WAITING =
      "select count(*) from outbox where state in ('PENDING', 'EXECUTED')";

  /** Near enough that orders, which are of today, do not make the clock of the rules leap. */
  private static final Instant START =
      Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MINUTES);

  private static final int FAULTY = 10;

  /** Rounds of samples that surely make an order. */
  private static final int ROUNDS_TO_ORDER = 6;

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    int things = context.parameter("things", 1_000);
    int seconds = context.parameter("seconds", 30);
    int rate = context.parameter("rate", 1_000);
    try (BenchPlant plant = new BenchPlant();
        PipelineLoad load = PipelineLoad.open(plant.dittoUrl(), things);
        AppProcess app = plant.start(Map.of())) {
      await(() -> plant.handled() >= things, "the things to be known");
      sustained(context, plant, load, app, things);
      steady(context, plant, load, things, seconds, rate);
      context.figure("rss_mib", app.residentMebibytes(), "MiB");
    }
  }

  /** Twice the same load; the first warms the compiler and is not counted. */
  private void sustained(
      BenchContext context, BenchPlant plant, PipelineLoad load, AppProcess app, int things)
      throws Exception {
    int rounds = rounds(things);
    burst(plant, load, things, 0, rounds);
    double handledBefore = plant.handled();
    Duration cpuBefore = app.cpu();
    long begin = System.nanoTime();
    burst(plant, load, things, rounds, rounds);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double changes = plant.handled() - handledBefore;
    context.figure("changes_per_s", changes / seconds, "1/s");
    context.figure("cpu_us_per_change", app.cpu().minus(cpuBefore).toNanos() / 1e3 / changes, "us");
  }

  private static int rounds(int things) {
    return Math.max(1, 40_000 / things);
  }

  private void burst(BenchPlant plant, PipelineLoad load, int things, int from, int rounds)
      throws Exception {
    double target = plant.handled() + (double) things * rounds;
    for (int round = from; round < from + rounds; round++) {
      for (int thing = 0; thing < things; thing++) {
        load.send(thing, START.plusSeconds(60L * round), 1.5, null);
      }
    }
    load.flush();
    await(() -> plant.handled() >= target, "the app to catch up");
  }

  private void steady(
      BenchContext context, BenchPlant plant, PipelineLoad load, int things, int seconds, int rate)
      throws Exception {
    Map<String, Long> sent = new ConcurrentHashMap<>();
    Instant base = START.plusSeconds(60L * 2 * rounds(things));
    long begin = System.nanoTime();
    int total = seconds * rate;
    for (int i = 0; i < total; i++) {
      long due = begin + i * 1_000_000_000L / rate;
      // Parked, not spinning: the app needs the core.
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      int thing = i % things;
      String id = "steady-" + i;
      sent.put(id, System.currentTimeMillis());
      double value = faulty(thing, i / things, things, total / things) ? 4.0 : 1.5;
      load.send(thing, base.plusSeconds(60L * (i / things)), value, id);
    }
    load.flush();
    await(() -> plant.count(WAITING) == 0, "the actions to be delivered");
    double[] latencies = latencies(plant.db(), sent);
    context.note(
        latencies.length
            + " actions among "
            + total
            + " changes; from the moment the change is sent to Ditto to its transaction");
    context.figure("p90_ms", quantile(latencies, 0.9), "ms");
    context.figure("p50_ms", quantile(latencies, 0.5), "ms");
    context.figure("p99_ms", quantile(latencies, 0.99), "ms");
  }

  /** One thing in ten fails, one after the other, so that actions come all the time. */
  private static boolean faulty(int thing, int round, int things, int rounds) {
    int onset = thing * Math.max(0, rounds - ROUNDS_TO_ORDER) / things;
    return thing % FAULTY == 0 && round >= onset;
  }

  private static double[] latencies(String db, Map<String, Long> sent) throws Exception {
    Map<String, Long> recorded = new HashMap<>();
    try (Connection connection =
            DriverManager.getConnection(db, "twinsuite", BenchPlant.DB_PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select correlation_id, recorded_at from outbox"
                    + " where correlation_id is not null")) {
      while (rows.next()) {
        // The component appends a number of its own to the id it was given.
        recorded.merge(rows.getString(1).replaceFirst("/.*", ""), rows.getLong(2), Math::min);
      }
    }
    double[] latencies =
        recorded.entrySet().stream()
            .filter(row -> sent.containsKey(row.getKey()))
            .mapToDouble(row -> row.getValue() - sent.get(row.getKey()))
            .toArray();
    Arrays.sort(latencies);
    return latencies;
  }

  private static double quantile(double[] sorted, double q) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
  }
}
