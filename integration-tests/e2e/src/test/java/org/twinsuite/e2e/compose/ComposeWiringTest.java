package org.twinsuite.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.app.CommandLine;
import org.twinsuite.pipeline.config.OptionFiles;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.flight.PredictorServer;
import org.twinsuite.predictors.forecast.ForecastCatalog;
import org.twinsuite.sandbox.cmms.MaximoStandIn;
import org.twinsuite.sandbox.compose.DeviceSimulator;
import org.twinsuite.sandbox.compose.SimulatedMaximo;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.hono.DeviceRegistry;
import org.twinsuite.sandbox.kafka.EmbeddedKafka;
import org.twinsuite.sandbox.kafka.HonoDevices;

/**
 * What the compose file wires, without containers: the app's options and the onboarding request as
 * they stand there, other addresses only. Ditto and Hono's registry are the embedded ones, and
 * Hono's HTTP adapter is a server that hands on what devices post.
 */
class ComposeWiringTest {
  @TempDir Path folder;

  @Test
  void upAndAnOrderFollows() throws Exception {
    ComposeFile compose = ComposeFile.read();
    String token = compose.env.get("PREDICTORS_TOKEN");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        EmbeddedDitto ditto = EmbeddedDitto.start();
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
        DeviceRegistry registry = new DeviceRegistry();
        PredictorServer predictors =
            new PredictorServer(
                ForecastCatalog.addTo(new PredictorCatalog()),
                new PredictorServer.Config("localhost", 0, null, token, null, null));
        HonoDevices hono = HonoDevices.connect(kafka.bootstrapServers());
        MaximoStandIn maximo =
            SimulatedMaximo.start(
                Map.of(
                    "SIMULATED_PORT", Integer.toString(freePort()),
                    "SIMULATED_API_KEY", compose.env.get("MAXIMO_API_KEY")))) {
      kafka.createTopics(
          1, java.util.List.of("hono.telemetry.plant.berlin", "hono.event.plant.berlin"));
      int port = freePort();
      // GIVEN the options of the compose file at this test's addresses
      Map<String, String> options =
          new TreeMap<>(
              OptionFiles.read(ComposeFile.FOLDER.resolve("app").resolve("twinsuite.properties")));
      options.put("twinsuite.ditto.url", ditto.url());
      options.put("twinsuite.hono.bootstrap-servers", kafka.bootstrapServers());
      options.put("twinsuite.db.url", postgres.getJdbcUrl("postgres", "postgres"));
      options.put("twinsuite.db.user", "postgres");
      options.put("twinsuite.db.password", "postgres");
      options.put("twinsuite.history.file", folder.resolve("history.duckdb").toString());
      options.put("twinsuite.forecast.servers", "grpc+tcp://localhost:" + predictors.port());
      options.put("twinsuite.forecast.servers-token", token);
      options.put("twinsuite.cmms.maximo.url", maximo.url());
      options.put("twinsuite.cmms.maximo.apiKey", maximo.apiKey());
      options.put("twinsuite.onboarding.hono-url", registry.url().toString());
      options.put("twinsuite.http.port", Integer.toString(port));
      // WHEN the machine is onboarded as the service `onboard` does
      StringWriter said = new StringWriter();
      int onboarded =
          CommandLine.run(
              new String[] {
                "--config",
                properties(options).toString(),
                "onboard",
                ComposeFile.FOLDER.resolve("app").resolve("onboard.json").toString()
              },
              Map.of(),
              new PrintWriter(said, true),
              new PrintWriter(said, true));
      assertThat(onboarded).as(said.toString()).isZero();
      // AND the app runs and the device sends
      HttpServer adapter = adapter(hono);
      try (App app = App.start(options)) {
        assertThat(app.camel().isStarted()).isTrue();
        Map<String, String> device = compose.environment("device");
        device.put("DEVICE_URL", "http://localhost:" + adapter.actualPort());
        new DeviceSimulator(device).lastDay(Instant.now());
        // THEN one order stands in the maintenance system
        await()
            .atMost(Duration.ofMinutes(2))
            .untilAsserted(
                () ->
                    assertThat(maximo.orders())
                        .singleElement()
                        .satisfies(order -> assertThat(order.assetnum()).isEqualTo("PUMP-1")));
      } finally {
        adapter.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
      }
    }
  }

  /** Takes what devices post as Hono's HTTP adapter does; the password is not looked at. */
  private static HttpServer adapter(HonoDevices hono) throws Exception {
    return Vertx.vertx()
        .createHttpServer()
        .requestHandler(
            request ->
                request.body(
                    body -> {
                      String login =
                          new String(
                              Base64.getDecoder()
                                  .decode(request.getHeader("Authorization").substring(6)),
                              StandardCharsets.UTF_8);
                      String tenant = login.substring(login.indexOf('@') + 1, login.indexOf(':'));
                      hono.telemetry(
                              tenant,
                              tenant + ':' + login.substring(0, login.indexOf('@')),
                              null,
                              request.getHeader("Content-Type"),
                              body.result().getBytes())
                          .whenComplete(
                              (sent, failed) ->
                                  request
                                      .response()
                                      .setStatusCode(failed == null ? 202 : 503)
                                      .end());
                    }))
        .listen(0, "localhost")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private Path properties(Map<String, String> options) throws Exception {
    Path file = folder.resolve("twinsuite.properties");
    StringBuilder text = new StringBuilder();
    options.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return Files.writeString(file, text);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
