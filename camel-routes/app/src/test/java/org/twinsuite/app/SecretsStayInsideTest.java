package org.twinsuite.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.workbench.http.PasswordHashCommand;
import org.twinsuite.workbench.http.Role;

/** A secret stands in every option that may hold one; none comes out again. */
class SecretsStayInsideTest {
  private static final String VIEWER = "viewer-token-of-tests";
  private static final String ADMIN = "admin-token-of-tests";
  @TempDir static Path folder;
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
  private static final PrintStream ERR = System.err;
  private static final List<String> SECRETS = new ArrayList<>();
  private static HttpServer webhook;
  private static int port;
  private static App app;

  private static String secret(String name) {
    String secret = "hidden-" + name + "-4711";
    SECRETS.add(secret);
    return secret;
  }

  @BeforeAll
  static void start() throws Exception {
    // GIVEN an app whose systems are all away, and a webhook that refuses
    System.setErr(new PrintStream(both(), true, StandardCharsets.UTF_8));
    webhook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    webhook.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    webhook.start();
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    app = App.start(options());
    // AND a message to the webhook was tried
    String chat = options().get("twinsuite.notify.chat");
    RouteBuilder.addRoutes(
        app.camel(),
        routes ->
            routes
                .from("direct:notice")
                .errorHandler(routes.noErrorHandler())
                .routeId("notice")
                .to(chat));
    app.camel()
        .createProducerTemplate()
        .send("direct:notice", exchange -> exchange.getMessage().setBody("hello"));
  }

  private static OutputStream both() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        synchronized (LOG) {
          LOG.write(b);
        }
        ERR.write(b);
      }
    };
  }

  @AfterAll
  static void stop() {
    if (app != null) {
      app.close();
    }
    webhook.stop(0);
    System.setErr(ERR);
  }

  private static Map<String, String> options() throws IOException {
    Path kafka = folder.resolve("kafka.properties");
    Files.writeString(
        kafka,
        String.join(
            "\n",
            "security.protocol=SASL_SSL",
            "sasl.mechanism=PLAIN",
            "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"app\" password=\""
                + secret("jaas")
                + "\";",
            "ssl.keystore.type=PEM",
            "ssl.truststore.type=PEM",
            "ssl.key.password=" + secret("key-password"),
            "ssl.truststore.password=" + secret("truststore"),
            "ssl.keystore.key=" + secret("private-key"),
            "ssl.keystore.certificate.chain=" + secret("chain")));
    Map<String, String> options = new TreeMap<>();
    options.put("twinsuite.ditto.url", "http://127.0.0.1:1");
    options.put("twinsuite.ditto.auth", "basic:app:" + secret("ditto"));
    options.put("twinsuite.hono.bootstrap-servers", "127.0.0.1:1");
    options.put("twinsuite.hono.tenant", "plant");
    options.put("twinsuite.samples.topic", "samples");
    options.put("twinsuite.changes.bootstrap-servers", "127.0.0.1:1");
    options.put("twinsuite.changes.kafka-properties", kafka.toString());
    options.put("twinsuite.db.url", "jdbc:h2:file:" + folder.resolve("outbox"));
    options.put("twinsuite.db.password", secret("db"));
    options.put("twinsuite.history.file", folder.resolve("history.duckdb").toString());
    options.put("twinsuite.forecast.servers-token", secret("flight"));
    options.put("twinsuite.webhook.secret", secret("webhook"));
    options.put("twinsuite.onboarding.hono-auth", "basic:a:" + secret("registry"));
    options.put("twinsuite.onboarding.ditto-auth", "basic:b:" + secret("provisioning"));
    options.put("twinsuite.onboarding.connections-auth", "basic:c:" + secret("devops"));
    options.put(
        "twinsuite.notify.chat",
        "http://127.0.0.1:" + webhook.getAddress().getPort() + "/hooks/" + secret("path"));
    options.put(
        "twinsuite.notify.mail",
        "smtp://127.0.0.1:1?username=app&password=" + secret("mail") + "&to=a@example.com");
    options.put("twinsuite.cmms.systems", "maximo");
    options.put("twinsuite.cmms.maximo.dialect", "maximo");
    options.put("twinsuite.cmms.maximo.url", "http://127.0.0.1:1/maximo");
    options.put("twinsuite.cmms.maximo.apiKey", secret("maximo"));
    options.put("twinsuite.cmms.poll", "PT0.5S");
    options.put("twinsuite.http.port", String.valueOf(port));
    options.put("twinsuite.http.token", secret("http-token"));
    options.put(
        "twinsuite.http.users",
        PasswordHashCommand.entry("eve", Role.VIEWER, VIEWER, true)
            + ","
            + PasswordHashCommand.entry("adam", Role.ADMIN, ADMIN, true)
            + ","
            + PasswordHashCommand.entry("root", Role.ADMIN, secret("password"), false));
    return options;
  }

  private static HttpResponse<String> get(String path, String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofMinutes(1));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void noAnswerAndNoLineOfTheLogHoldsOne() throws Exception {
    // WHEN everything is asked for, without a login and as a viewer
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> get("/observe/health", "").statusCode() == 503);
    String wrong =
        "Basic "
            + Base64.getEncoder().encodeToString("root:wrong".getBytes(StandardCharsets.UTF_8));
    for (String authorization : List.of("", "Bearer " + VIEWER, wrong)) {
      for (String path :
          List.of(
              "/observe/health",
              "/observe/health?data=true&exposureLevel=full&stackTrace=true",
              "/observe/health/live?data=true",
              "/observe/health/ready?data=true&stackTrace=true",
              "/observe/metrics",
              "/observe/info",
              "/q/dev",
              "/q/info",
              "/openapi.json",
              "/",
              "/planner",
              "/planner/parked",
              "/orders",
              "/parked",
              "/api/messages",
              "/api/ladder",
              "/api/audit",
              "/api/audit/verify",
              "/reconciliation",
              "/trace/x",
              "/backtests",
              "/no/such")) {
        HttpResponse<String> answer = get(path, authorization);
        // THEN
        assertThat(answer.body() + answer.headers().map())
            .as(path)
            .doesNotContain(SECRETS)
            .doesNotContain("\tat ");
      }
    }
    // AND health shows its details to the viewer, so there was something to look at
    assertThat(get("/observe/health?data=true", "Bearer " + VIEWER).body())
        .contains("consumer:samples");
    assertThat(get("/observe/health?data=true", "").body()).isEqualTo("{\"status\":\"DOWN\"}");
    assertThat(get("/observe/metrics", "").body()).contains("endpointName=\"http\"");
    // AND the audit log tells an admin who came, and how it was configured, but not the secrets
    HttpResponse<String> audit = get("/api/audit", "Bearer " + ADMIN);
    assertThat(audit.body())
        .contains("\"kind\":\"started\"", "\"kind\":\"rule-pack\"", "\"kind\":\"login\"")
        .contains("twinsuite.hono.tenant")
        .doesNotContain(SECRETS);
    assertThat(get("/api/audit", "Bearer " + VIEWER).statusCode()).isEqualTo(403);
    assertThat(get("/api/audit/verify", "Bearer " + VIEWER).body()).contains("\"sound\":true");
    // AND the log has nothing of them either
    synchronized (LOG) {
      assertThat(LOG.toString(StandardCharsets.UTF_8))
          .contains("twinsuite")
          .doesNotContain(SECRETS);
    }
  }
}
