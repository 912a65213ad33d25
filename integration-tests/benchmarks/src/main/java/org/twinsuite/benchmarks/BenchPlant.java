package org.twinsuite.benchmarks;

import java.io.IOException;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.twinsuite.sandbox.cmms.MaximoStandIn;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.plant.Provisioning;
import org.twinsuite.sandbox.process.AppProcess;

/** An embedded Ditto and a simulated Maximo, and the app between them in a process of its own. */
final class BenchPlant implements AutoCloseable {
  static final String DB_PASSWORD = "bench";
  private static final Pattern HANDLED =
      Pattern.compile(
          "^twinsuite_changes_seconds_count(?:\\{[^}]*})? ([0-9.E]+)$", Pattern.MULTILINE);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder = Files.createTempDirectory("plant");
  private final String db =
      "jdbc:h2:file:" + folder.resolve("outbox") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0";
  private final int port;
  private final MaximoStandIn maximo = new MaximoStandIn(Instant::now);
  private final EmbeddedDitto ditto;

  BenchPlant() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    maximo.start();
    ditto = EmbeddedDitto.start();
  }

  String dittoUrl() {
    return ditto.url();
  }

  MaximoStandIn maximo() {
    return maximo;
  }

  /** The app's database; both may be connected at once. */
  String db() {
    return db;
  }

  /**
   * Starts the app and waits until it is up.
   *
   * @param more options beside those that name this plant
   */
  AppProcess start(Map<String, String> more) throws Exception {
    Map<String, String> options = new TreeMap<>(more);
    options.put("twinsuite.ditto.url", ditto.url());
    options.put("twinsuite.ditto.auth", "pre:" + Provisioning.INTEGRATION);
    options.put("twinsuite.db.url", db);
    options.put("twinsuite.db.password", DB_PASSWORD);
    options.put("twinsuite.history.file", folder.resolve("history.duckdb").toString());
    options.put("twinsuite.http.port", String.valueOf(port));
    options.put("twinsuite.clock", "event");
    options.put("twinsuite.forecast.every", "P3650D");
    options.put("twinsuite.cmms.systems", "maximo");
    maximo
        .configuration()
        .forEach((key, value) -> options.put("twinsuite.cmms.maximo." + key, value));
    AppProcess app = AppProcess.start(options, folder, "512m");
    await(() -> get("/observe/health").contains("\"UP\""), "the app to start");
    return app;
  }

  /** Changes the app has handled so far. */
  double handled() throws Exception {
    Matcher line = HANDLED.matcher(get("/observe/metrics"));
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }

  /** The number a query of the app's database gives. */
  long count(String query) throws Exception {
    try (Connection connection = DriverManager.getConnection(db, "twinsuite", DB_PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Size of the app's database on disk. */
  double databaseMebibytes() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
              .filter(file -> file.getFileName().toString().startsWith("outbox"))
              .mapToLong(file -> file.toFile().length())
              .sum()
          / 1_048_576.0;
    }
  }

  /** Where the app keeps its files; others may keep theirs beside. */
  Path folder() {
    return folder;
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

  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(Condition condition, String what) throws Exception {
    long limit = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("waited 3 minutes for " + what);
      }
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    ditto.close();
    maximo.close();
  }
}
