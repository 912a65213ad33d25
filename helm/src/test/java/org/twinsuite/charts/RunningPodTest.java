package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.sandbox.cmms.MaximoStandIn;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.kafka.EmbeddedKafka;
import org.twinsuite.sandbox.kafka.HonoDevices;

/**
 * What the chart renders really runs: its Job onboards a machine, its pod starts the app from the
 * image and turns the machine's telemetry into one order, its test pods find everything.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunningPodTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String TENANT = "plant";
  private static final String THING = "org.plant:pump-7";
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;
  private static EmbeddedDitto ditto;
  private static MaximoStandIn maximo;
  private static WireMockServer secure;
  private static HttpClient http;
  private static int port;
  private static Manifests manifests;
  private static LocalPod pods;
  private static Process app;

  @BeforeAll
  static void render() throws Exception {
    HelmThree helm = HelmThree.orSkip();
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    kafka.createTopics(2, List.of("hono.telemetry." + TENANT, "hono.event." + TENANT));
    ditto = EmbeddedDitto.start();
    maximo = new MaximoStandIn(InstantSource.system());
    maximo.start();
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    TestCertificates certificates = TestCertificates.make(folder);
    http = HttpClient.newBuilder().sslContext(certificates.client()).build();
    secure =
        new WireMockServer(
            WireMockConfiguration.options()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(certificates.file().toString())
                .keystoreType("PKCS12")
                .keystorePassword(TestCertificates.PASSWORD)
                .keyManagerPassword(TestCertificates.PASSWORD));
    secure.start();
    secure.stubFor(WireMock.get(WireMock.anyUrl()).willReturn(WireMock.okJson("{\"member\":[]}")));
    Path values = folder.resolve("values.yaml");
    Files.writeString(
        values,
        ChartFiles.text(Path.of("src/test/resources/running-pod-values.yaml"))
            .replace("<ditto>", ditto.url())
            .replace("<kafka>", kafka.bootstrapServers())
            .replace("<maximo>", maximo.url())
            .replace("<secure>", "https://localhost:" + secure.httpsPort() + "/maximo")
            .replace("<port>", String.valueOf(port)));
    manifests = Manifests.read(helm.render(ChartFiles.APP_CHART, values, Map.of()));
    Image image = Image.of("camel-routes/app", Files.createDirectories(folder.resolve("oci")));
    Path unpacked = Files.createDirectories(folder.resolve("image"));
    image.unpack(unpacked);
    Map<String, byte[]> secret =
        Map.of(
            "twinsuite.http.token", bytes("t0ken-of-the-test"),
            "twinsuite.cmms.maximo.apiKey", bytes(maximo.apiKey()),
            "twinsuite.cmms.secure.apiKey", bytes("key"),
            "camel.ssl.keystorePassword", bytes(TestCertificates.PASSWORD));
    pods =
        new LocalPod(
            manifests,
            Map.of(
                "twinsuite", secret,
                "plant-tls", Map.of("keystore.p12", certificates.keyStore()),
                "authorities", Map.of("truststore.p12", certificates.trustStore())),
            unpacked,
            image.entrypoint());
  }

  @AfterAll
  static void stop() throws Exception {
    if (app != null) {
      app.destroyForcibly().waitFor();
    }
    if (kafka != null) {
      secure.stop();
      maximo.close();
      ditto.close();
      kafka.close();
    }
  }

  @Test
  @Order(1)
  void theJobOnboardsAndMayRunAgain() throws Exception {
    assertThat(run("Job/plant-twinsuite-onboarding", "job")).contains("created", THING);
    assertThat(run("Job/plant-twinsuite-onboarding", "job"))
        .contains("unchanged", THING)
        .doesNotContain("created", "failed");
  }

  @Test
  @Order(2)
  void thePodTurnsTelemetryIntoOneOrder() throws Exception {
    // GIVEN the app as its pod runs it
    app = pods.start("StatefulSet/plant-twinsuite", folder.resolve("pod"));
    await("startup")
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(probe("/observe/health/live")).as(() -> logOf("pod")).isEqualTo(200));
    await("readiness").atMost(LONG).until(() -> probe("/observe/health/ready") == 200);
    // WHEN a machine vibrates too much
    try (HonoDevices devices = HonoDevices.connect(kafka.bootstrapServers())) {
      for (int hour = 0; hour < 12; hour++) {
        Instant at = START.plusSeconds(3600L * hour);
        devices
            .telemetry(TENANT, THING, at, "application/json", telemetry(at))
            .toCompletableFuture()
            .join();
      }
    }
    // THEN
    await("order").atMost(LONG).until(() -> maximo.orders().size() == 1);
    assertThat(get("/orders", "t0ken-of-the-test").body()).contains(THING);
    assertThat(get("/orders", "wrong").statusCode()).isEqualTo(401);
  }

  @Test
  @Order(3)
  void itServesAndTrustsByTheCertificatesOfItsSecrets() throws Exception {
    // THEN plain HTTP is not spoken
    assertThatThrownBy(() -> get("http", "/observe/health/live", ""))
        .isInstanceOf(IOException.class);
    assertThat(get("/orders", "t0ken-of-the-test").statusCode()).isEqualTo(200);
    // AND a maintenance system behind the same authority is asked for its orders
    await("outbound TLS")
        .atMost(LONG)
        .untilAsserted(
            () ->
                secure.verify(
                    WireMock.moreThan(0),
                    WireMock.getRequestedFor(
                            WireMock.urlPathEqualTo("/maximo/api/os/mxapiwodetail"))
                        .withHeader("apikey", WireMock.equalTo("key"))));
  }

  @Test
  @Order(4)
  void theTestPodsFindEverything() throws Exception {
    assertThat(run("Pod/plant-twinsuite-test-doctor", "doctor")).contains("0 failed");
    assertThat(run("Pod/plant-twinsuite-test-canary", "canary"))
        .contains("was written and read back");
  }

  @Test
  @Order(5)
  void alertsAndDashboardsAskForMetersTheAppHas() throws Exception {
    Set<String> exported = MetricNames.exported(get("/observe/metrics", "").body());
    assertThat(MetricNames.used()).isNotEmpty();
    MetricNames.used().forEach((place, names) -> assertThat(exported).as(place).containsAll(names));
  }

  @Test
  @Order(6)
  void aSystemThatIsAwayMakesTheAppNeitherDeadNorUnready() {
    maximo.stop();
    await().atMost(LONG).until(() -> probe("/observe/health") == 503);
    assertThat(probe("/observe/health/live")).isEqualTo(200);
    assertThat(probe("/observe/health/ready")).isEqualTo(200);
    ditto.stop();
    await().atMost(LONG).until(() -> probe("/observe/health/ready") == 503);
    assertThat(probe("/observe/health/live")).isEqualTo(200);
  }

  @Test
  @Order(7)
  void itEndsWithinItsGracePeriod() throws Exception {
    long grace =
        manifests
            .one(StatefulSet.class, "plant-twinsuite")
            .getSpec()
            .getTemplate()
            .getSpec()
            .getTerminationGracePeriodSeconds();
    // WHEN it is told to stop while Ditto and the maintenance system are away
    app.destroy();
    // THEN
    assertThat(app.waitFor(grace, TimeUnit.SECONDS)).isTrue();
    assertThat(app.exitValue()).isEqualTo(143);
    assertThat(logOf("pod")).doesNotContain("did not stop cleanly");
  }

  private static byte[] telemetry(Instant at) {
    return "{\"at\":\"%s\",\"points\":{\"vibration\":{\"value\":5.5,\"unit\":\"mm/s\"}}}"
        .formatted(at)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Runs a pod to its end and returns what it printed. */
  private static String run(String owner, String name) throws Exception {
    Path root = folder.resolve(name);
    Process process = pods.start(owner, root);
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).as("%s ended", owner).isTrue();
    String log = logOf(name);
    assertThat(process.exitValue()).as(log).isZero();
    return log;
  }

  private static String logOf(String name) {
    return ChartFiles.text(folder.resolve(name).resolve("log"));
  }

  private static int probe(String path) {
    try {
      return get(path, "").statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> get(String path, String token) throws IOException {
    return get("https", path, token);
  }

  private static HttpResponse<String> get(String scheme, String path, String token)
      throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + path))
              .version(HttpClient.Version.HTTP_1_1)
              .timeout(Duration.ofMinutes(1))
              .header("Authorization", "Bearer " + token)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
