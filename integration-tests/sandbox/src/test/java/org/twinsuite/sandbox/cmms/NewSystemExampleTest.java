package org.twinsuite.sandbox.cmms;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.component.DittoEventsConsumer;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.plant.DittoHttp;

/** The documented example of a team that connects a system with YAML only, run as it stands. */
class NewSystemExampleTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Path EXAMPLE =
      Path.of("../../camel-routes/connectors/cmms/examples/new-system");
  private static final String THING = "org.plant:P-101";
  private static final String JOBS = "/v2/jobs";
  private static final String MADE = "{\"job\":{\"id\":\"7\"}}";

  private final WireMockServer fixpoint = new WireMockServer(options().dynamicPort());
  private final Main camel = new Main();
  private EmbeddedDitto ditto;
  private DittoHttp http;

  @BeforeEach
  void start() throws Exception {
    fixpoint.start();
    stubs();
    ditto = EmbeddedDitto.start();
    http = new DittoHttp(ditto.url(), "nginx:ditto");
    http.put("things/" + THING, "{\"attributes\":{\"cmms\":{\"assetnum\":\"M-77\"}}}");
    vibration(2.1);
    camel.setPropertyPlaceholderLocations("file:" + EXAMPLE.resolve("application.properties"));
    Properties here = new Properties();
    here.setProperty("camel.main.routesIncludePattern", "file:" + EXAMPLE.resolve("routes.yaml"));
    here.setProperty("ditto.url", ditto.url());
    here.setProperty("ditto.auth", "pre:nginx:ditto");
    here.setProperty("jobs.look", "100");
    here.setProperty("cmms.fixpoint.url", fixpoint.baseUrl());
    here.setProperty("cmms.fixpoint.apiKey", "the-key");
    here.setProperty("cmms.fixpoint.template", EXAMPLE.resolve("fixpoint.yaml").toString());
    here.setProperty("cmms.fixpoint.codes", EXAMPLE.resolve("fixpoint.properties").toString());
    camel.setOverrideProperties(here);
    camel.start();
    await().atMost(LONG).until(this::watching);
  }

  /** The source begins with the changes after its first connect. */
  private boolean watching() {
    return camel.getCamelContext().getRoutes().stream()
        .map(Route::getConsumer)
        .anyMatch(
            consumer -> consumer instanceof DittoEventsConsumer events && events.isConnected());
  }

  @AfterEach
  void stop() throws Exception {
    camel.stop();
    ditto.close();
    fixpoint.stop();
  }

  /** Fixpoint has no job until one is made, and then that one. */
  private void stubs() {
    fixpoint.stubFor(
        get(urlPathEqualTo(JOBS)).inScenario("job").willReturn(okJson("{\"jobs\":[]}")));
    fixpoint.stubFor(
        post(urlPathEqualTo(JOBS))
            .inScenario("job")
            .willSetStateTo("made")
            .willReturn(aResponse().withStatus(201).withBody(MADE)));
  }

  private void job(String key, String state, String changedAt) {
    String job =
        """
        {"id":"7","no":"J-1","externalKey":"%s","state":"%s","text":"","changedAt":"%s"}"""
            .formatted(key, state, changedAt);
    fixpoint.stubFor(get(urlPathEqualTo(JOBS + "/7")).willReturn(okJson("{\"job\":" + job + "}")));
    fixpoint.stubFor(
        get(urlPathEqualTo(JOBS))
            .atPriority(1)
            .withQueryParam("offset", matching("0"))
            .inScenario("job")
            .whenScenarioStateIs("made")
            .willReturn(okJson("{\"jobs\":[" + job + "]}")));
    fixpoint.stubFor(
        get(urlPathEqualTo(JOBS))
            .atPriority(1)
            .withQueryParam("offset", absent())
            .inScenario("job")
            .whenScenarioStateIs("made")
            .willReturn(okJson("{\"jobs\":[" + job + "]}")));
  }

  private void vibration(double value) {
    http.put(
        "things/" + THING + "/features/vibration", "{\"properties\":{\"value\":" + value + "}}");
  }

  private String orders() {
    return http.things(List.of(THING), "features").stream()
        .findFirst()
        .flatMap(found -> found.getValue("features/maintenance/properties/orders"))
        .map(Object::toString)
        .orElse("");
  }

  @Test
  void aJobIsRaisedOnceAndItsStateComesBack() {
    // GIVEN
    String key = "P-101_" + LocalDate.now(ZoneOffset.UTC).toString().replace("-", "");
    job(key, "new", "2026-03-01T06:00:00Z");

    // WHEN the machine shakes
    vibration(9.3);

    // THEN Fixpoint gets one job in its own words
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                fixpoint.verify(
                    1,
                    postRequestedFor(urlPathEqualTo(JOBS))
                        .withHeader("X-Api-Key", equalTo("the-key"))
                        .withRequestBody(matchingJsonPath("$.externalKey", equalTo(key)))
                        .withRequestBody(matchingJsonPath("$.machine", equalTo("M-77")))
                        .withRequestBody(matchingJsonPath("$.urgency", equalTo("this-week")))
                        .withRequestBody(matchingJsonPath("$.text", matching("(?s).*9\\.3.*")))));
    // AND the twin shows it
    await().atMost(LONG).until(() -> orders().contains("J-1"));
    assertThat(orders()).contains(key, "WAITING_APPROVAL");

    // WHEN its people are done, and the machine shakes once more
    job(key, "done", "2026-03-01T09:00:00Z");
    vibration(9.5);

    // THEN the twin says so, and there is no second job
    await().atMost(LONG).until(() -> orders().contains("COMPLETED"));
    fixpoint.verify(1, postRequestedFor(urlPathEqualTo(JOBS)));
  }

  @Test
  void theFilesNameEachOther() throws Exception {
    String readme = Files.readString(EXAMPLE.resolve("README.md"));
    try (var files = Files.list(EXAMPLE)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.equals("README.md") || readme.contains("(" + name + ")"));
    }
  }
}
