package org.twinsuite.e2e.loop;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.twinsuite.sandbox.cmms.CmmsOrder;
import org.twinsuite.sandbox.cmms.MaximoStandIn;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.kafka.EmbeddedKafka;
import org.twinsuite.sandbox.kafka.HonoDevices;
import org.twinsuite.sandbox.kafka.RawRecords;
import org.twinsuite.sandbox.plant.Machine;
import org.twinsuite.sandbox.plant.Provisioning;
import org.twinsuite.sandbox.plant.SimulatedClock;
import org.twinsuite.workbench.http.PasswordHashCommand;
import org.twinsuite.workbench.http.Role;

/**
 * Ditto, Kafka and a maintenance system around an app that a test starts, kills and starts again.
 */
final class TestPlant implements AutoCloseable {
  static final String TENANT = "e2e";

  /** Authorization of an admin, where {@link #USERS} are configured. */
  static final String ADMIN = "Bearer admin-token-of-tests";

  /** Options that configure one user, the admin. */
  static final Map<String, String> USERS =
      Map.of(
          "twinsuite.http.users",
          PasswordHashCommand.entry("root", Role.ADMIN, "admin-token-of-tests", true));

  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  final EmbeddedKafka kafka;
  final EmbeddedDitto ditto;
  final SimulatedClock clock = new SimulatedClock(START);
  final MaximoStandIn maximo = new MaximoStandIn(clock);
  final HonoDevices devices;
  final RawRecords raw;
  private final Path folder;
  private final int httpPort;
  private final HttpClient http = HttpClient.newHttpClient();

  TestPlant(Path folder) throws IOException {
    this.folder = folder;
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    kafka.createTopics(2, List.of("hono.telemetry." + TENANT, "hono.event." + TENANT));
    ditto = EmbeddedDitto.start();
    maximo.start();
    devices = HonoDevices.connect(kafka.bootstrapServers());
    raw = new RawRecords(kafka.bootstrapServers());
    try (ServerSocket free = new ServerSocket(0)) {
      httpPort = free.getLocalPort();
    }
  }

  /** Puts motor-pump sets of one line into Ditto. */
  void provision(String... names) {
    provision(name -> "line", names);
  }

  /** Puts motor-pump sets into Ditto, each with a parent of its own. */
  void provisionApart(String... names) {
    provision(name -> "line-of-" + name, names);
  }

  private void provision(UnaryOperator<String> line, String... names) {
    List<Machine> machines = new ArrayList<>();
    for (String name : names) {
      machines.add(
          new Machine(
              thing(name),
              "org.twinsuite:motor-pump:1.0.0",
              name,
              thing(line.apply(name)),
              line.apply(name),
              name.toUpperCase(java.util.Locale.ROOT),
              "vibration",
              Map.of()));
    }
    new Provisioning(ditto.url()).provision(new FixedPlant("org.twinsuite.e2e", machines));
  }

  static String thing(String name) {
    return "org.twinsuite.e2e:" + name;
  }

  /** Options of an app in this plant; data stays in the plant's folder over restarts. */
  Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    options.put("twinsuite.ditto.url", ditto.url());
    options.put("twinsuite.ditto.auth", "pre:" + Provisioning.INTEGRATION);
    options.put("twinsuite.ditto.audit", "PT2S");
    options.put("twinsuite.hono.bootstrap-servers", kafka.bootstrapServers());
    options.put("twinsuite.hono.tenant", TENANT);
    options.put("twinsuite.hono.namespaces", TENANT + "=org.twinsuite.e2e");
    options.put("twinsuite.db.url", "jdbc:h2:file:" + folder.resolve("outbox"));
    options.put("twinsuite.history.file", folder.resolve("history.duckdb").toString());
    options.put("twinsuite.clock", "event");
    options.put("twinsuite.rules.level", "auto");
    options.put("twinsuite.cmms.systems", "maximo");
    options.put("twinsuite.cmms.poll", "PT0.3S");
    options.put("twinsuite.outbox.retry", "PT0.2S");
    options.put("twinsuite.outbox.settle", "PT3S");
    options.put("twinsuite.http.port", String.valueOf(httpPort));
    maximo
        .configuration()
        .forEach((key, value) -> options.put("twinsuite.cmms.maximo." + key, value));
    return options;
  }

  /** Sends one vibration sample and waits until Kafka has it. */
  void vibration(String name, Instant at, double value) {
    send(
        name,
        at,
        "{\"at\":\"%s\",\"points\":{\"vibration\":{\"value\":%s,\"unit\":\"mm/s\"}}}"
            .formatted(at, value));
  }

  /** Sends hourly vibration samples, the first at the given hour after the start. */
  void vibration(String name, int fromHour, int hours, double value) {
    CompletableFuture<?>[] sent = new CompletableFuture<?>[hours];
    for (int i = 0; i < hours; i++) {
      Instant at = START.plusSeconds(3600L * (fromHour + i));
      String json =
          "{\"at\":\"%s\",\"points\":{\"vibration\":{\"value\":%s,\"unit\":\"mm/s\"}}}"
              .formatted(at, value);
      sent[i] =
          devices
              .telemetry(
                  TENANT,
                  thing(name),
                  at,
                  "application/json",
                  json.getBytes(StandardCharsets.UTF_8))
              .toCompletableFuture();
    }
    CompletableFuture.allOf(sent).join();
  }

  void send(String name, Instant at, String json) {
    devices
        .telemetry(
            TENANT, thing(name), at, "application/json", json.getBytes(StandardCharsets.UTF_8))
        .toCompletableFuture()
        .join();
  }

  /** Orders the maintenance system holds for a machine. */
  List<CmmsOrder> orders(String name) {
    return maximo.orders().stream()
        .filter(order -> order.assetnum().equalsIgnoreCase(name))
        .toList();
  }

  /** A page of the app; status and body, status 0 when it does not answer. */
  Page page(String path) {
    return page(path, "");
  }

  /**
   * Says something to the app.
   *
   * @param authorization value of the header; empty sends none
   */
  Page post(String path, String authorization, String contentType, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base() + path))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(request, authorization);
  }

  /** As {@link #post(String, String, String, String)}, with further headers. */
  Page post(
      String path,
      String authorization,
      String contentType,
      String body,
      Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base() + path))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request, authorization);
  }

  /** A page as a browser asks for it. */
  Page html(String path, String authorization) {
    return send(
        HttpRequest.newBuilder(URI.create(base() + path)).header("Accept", "text/html"),
        authorization);
  }

  /** A page of the app for somebody. */
  Page page(String path, String authorization) {
    return send(HttpRequest.newBuilder(URI.create(base() + path)), authorization);
  }

  /** Where the app answers. */
  String base() {
    return "http://127.0.0.1:" + httpPort;
  }

  private Page send(HttpRequest.Builder request, String authorization) {
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Page(answer.statusCode(), answer.body());
    } catch (IOException down) {
      return new Page(0, "");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** The thing as Ditto has it. */
  String twin(String name) {
    return twin(name, "");
  }

  /**
   * Some of a thing as Ditto has it.
   *
   * @param query query of the request, such as {@code ?fields=_revision}
   */
  String twin(String name, String query) {
    try {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create(ditto.url() + "/api/2/things/" + thing(name) + query))
                  .header("x-ditto-pre-authenticated", Provisioning.VIEWER)
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException down) {
      return "";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Puts a value into a thing, as an admin of Ditto. */
  void patch(String name, String path, String json) {
    try {
      http.send(
          HttpRequest.newBuilder(
                  URI.create(ditto.url() + "/api/2/things/" + thing(name) + "/" + path))
              .header("x-ditto-pre-authenticated", Provisioning.ADMINISTRATOR)
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString(json))
              .build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException down) {
      throw new java.io.UncheckedIOException(down);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  record Page(int status, String body) {}

  @Override
  public void close() {
    raw.close();
    devices.close();
    maximo.close();
    ditto.close();
    kafka.close();
  }
}
