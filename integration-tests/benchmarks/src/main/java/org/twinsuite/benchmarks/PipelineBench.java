package org.twinsuite.benchmarks;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.twinsuite.sandbox.cmms.MaximoStandIn;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.plant.Provisioning;
import org.twinsuite.sandbox.process.AppProcess;

/**
 * Twin changes through the app in a process of its own: first as fast as they go, then at a steady
 * rate with faults among them. Ditto, the load and the maintenance system share the machine with
 * the app; {@code cpu_us_per_change} is the app's process alone.
 */
public final class PipelineBench implements Bench {
  private static final Pattern HANDLED =
      Pattern.compile(
          "^twinsuite_changes_seconds_count(?:\\{[^}]*})? ([0-9.E]+)$", Pattern.MULTILINE);

  /** Near enough that orders, which are of today, do not make the clock of the rules leap. */
  private static final Instant START =
      Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MINUTES);

  private static final int FAULTY = 10;
  private final HttpClient http = HttpClient.newHttpClient();
  private int port;

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    int things = context.parameter("things", 1_000);
    int seconds = context.parameter("seconds", 30);
    int rate = context.parameter("rate", 1_000);
    Path folder = Files.createTempDirectory("pipeline");
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    MaximoStandIn maximo = new MaximoStandIn(Instant::now);
    maximo.start();
    String db = "jdbc:h2:file:" + folder.resolve("outbox") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0";
    try (EmbeddedDitto ditto = EmbeddedDitto.start();
        PipelineLoad load = PipelineLoad.open(ditto.url(), things);
        AppProcess app = AppProcess.start(options(ditto, maximo, folder, db), folder, "512m")) {
      await(() -> get("/observe/health").contains("\"UP\""), "the app to start");
      await(() -> handled() >= things, "the things to be known");
      sustained(context, load, app, things);
      steady(context, load, db, things, seconds, rate);
      context.figure("rss_mib", app.residentMebibytes(), "MiB");
    } finally {
      maximo.close();
    }
  }

  private Map<String, String> options(
      EmbeddedDitto ditto, MaximoStandIn maximo, Path folder, String db) {
    Map<String, String> options = new TreeMap<>();
    options.put("twinsuite.ditto.url", ditto.url());
    options.put("twinsuite.ditto.auth", "pre:" + Provisioning.INTEGRATION);
    options.put("twinsuite.db.url", db);
    options.put("twinsuite.history.file", folder.resolve("history.duckdb").toString());
    options.put("twinsuite.http.port", String.valueOf(port));
    options.put("twinsuite.clock", "event");
    options.put("twinsuite.forecast.every", "P3650D");
    options.put("twinsuite.cmms.systems", "maximo");
    maximo
        .configuration()
        .forEach((key, value) -> options.put("twinsuite.cmms.maximo." + key, value));
    return options;
  }

  /** Twice the same load; the first warms the compiler and is not counted. */
  private void sustained(BenchContext context, PipelineLoad load, AppProcess app, int things)
      throws Exception {
    int rounds = rounds(things);
    burst(load, things, 0, rounds);
    double handledBefore = handled();
    Duration cpuBefore = app.cpu();
    long begin = System.nanoTime();
    burst(load, things, rounds, rounds);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double changes = handled() - handledBefore;
    context.figure("changes_per_s", changes / seconds, "1/s");
    context.figure("cpu_us_per_change", app.cpu().minus(cpuBefore).toNanos() / 1e3 / changes, "us");
  }

  private static int rounds(int things) {
    return Math.max(1, 40_000 / things);
  }

  private void burst(PipelineLoad load, int things, int from, int rounds) throws Exception {
    double target = handled() + (double) things * rounds;
    for (int round = from; round < from + rounds; round++) {
      for (int thing = 0; thing < things; thing++) {
        load.send(thing, START.plusSeconds(60L * round), 1.5, null);
      }
    }
    load.flush();
    await(() -> handled() >= target, "the app to catch up");
  }

  private void steady(
      BenchContext context, PipelineLoad load, String db, int things, int seconds, int rate)
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
      double value = thing % FAULTY == 0 ? 4.0 : 1.5;
      load.send(thing, base.plusSeconds(60L * (i / things)), value, id);
    }
    load.flush();
    await(() -> waiting(db) == 0, "the actions to be delivered");
    double[] latencies = latencies(db, sent);
    context.note(
        latencies.length
            + " actions among "
            + total
            + " changes; from the moment the change is sent to Ditto to its transaction");
    context.figure("p90_ms", quantile(latencies, 0.9), "ms");
    context.figure("p50_ms", quantile(latencies, 0.5), "ms");
    context.figure("p99_ms", quantile(latencies, 0.99), "ms");
  }

  private static double[] latencies(String db, Map<String, Long> sent) throws Exception {
    Map<String, Long> recorded = new HashMap<>();
    try (Connection connection = DriverManager.getConnection(db, "twinsuite", "");
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

  private static long waiting(String db) throws Exception {
    try (Connection connection = DriverManager.getConnection(db, "twinsuite", "");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from outbox where state in ('PENDING', 'EXECUTED')")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static double quantile(double[] sorted, double q) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
  }

  private double handled() throws Exception {
    Matcher line = HANDLED.matcher(get("/observe/metrics"));
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }

  private String get(String path) throws Exception {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (java.io.IOException notYet) {
      return "";
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition, String what) throws Exception {
    long limit = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("waited 3 minutes for " + what);
      }
      Thread.sleep(50);
    }
  }
}
