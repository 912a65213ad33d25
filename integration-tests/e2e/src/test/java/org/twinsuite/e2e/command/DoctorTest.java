package org.twinsuite.e2e.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.CommandLine;
import org.twinsuite.sandbox.cmms.MaximoStandIn;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.kafka.EmbeddedKafka;
import org.twinsuite.sandbox.plant.DittoHttp;
import org.twinsuite.sandbox.plant.SimulatedClock;

/** The doctor finds each thing that is wrong, names the fix, and is content with a sound plant. */
class DoctorTest {
  @TempDir static Path shared;
  private static EmbeddedKafka kafka;
  private static EmbeddedDitto ditto;
  private static MaximoStandIn maximo;

  @TempDir Path folder;
  private final Map<String, String> options = new TreeMap<>();

  @BeforeAll
  static void plant() throws Exception {
    kafka = EmbeddedKafka.start(shared.resolve("kafka"), 0);
    kafka.createTopics(2, List.of("hono.telemetry.plant", "hono.event.plant"));
    ditto = EmbeddedDitto.start();
    maximo = new MaximoStandIn(new SimulatedClock(Instant.parse("2026-03-01T00:00:00Z")));
    maximo.start();
    DittoHttp administrator = new DittoHttp(ditto.url(), "integration:provisioning");
    administrator.put("policies/org.plant:machines", policy("[\"READ\", \"WRITE\"]"));
    administrator.put("policies/org.locked:machines", policy("[\"READ\"]"));
    administrator.put(
        "things/org.plant:pump",
        "{\"policyId\": \"org.plant:machines\", \"attributes\": {\"cmms\": {\"system\": \"maximo\"}}}");
    administrator.put("things/org.locked:pump", "{\"policyId\": \"org.locked:machines\"}");
  }

  private static String policy(String featureRights) {
    return """
        {"entries": {
          "administration": {"subjects": {"integration:provisioning": {"type": "test"}}, "resources": {
            "policy:/": {"grant": ["READ", "WRITE"], "revoke": []},
            "thing:/": {"grant": ["READ", "WRITE"], "revoke": []}}},
          "integration": {"subjects": {"integration:twinsuite": {"type": "test"}}, "resources": {
            "thing:/": {"grant": ["READ"], "revoke": []},
            "thing:/features": {"grant": %s, "revoke": []}}}}}
        """
        .formatted(featureRights);
  }

  @AfterAll
  static void end() throws Exception {
    maximo.close();
    ditto.close();
    kafka.close();
  }

  @BeforeEach
  void soundOptions() {
    options.put("twinsuite.ditto.url", ditto.url());
    options.put("twinsuite.ditto.namespaces", "org.plant");
    options.put("twinsuite.hono.bootstrap-servers", kafka.bootstrapServers());
    options.put("twinsuite.hono.tenant", "plant");
    options.put("twinsuite.db.url", "jdbc:h2:mem:doctor-" + folder.getFileName());
    options.put("twinsuite.history.file", folder.resolve("history.duckdb").toString());
    options.put("twinsuite.forecast.models", folder.resolve("models").toString());
    options.put("twinsuite.cmms.systems", "maximo");
    maximo
        .configuration()
        .forEach((key, value) -> options.put("twinsuite.cmms.maximo." + key, value));
  }

  @Test
  void isContentWithASoundPlant() throws Exception {
    Examined examined = examine();

    assertThat(examined.text).contains("0 failed, 0 to look at").doesNotContain("fix:");
    assertThat(examined.exitCode).isZero();
    assertThat(examined.text)
        .contains("hono.telemetry.plant", "may write features", "opens a WebSocket")
        .contains("answers a look-up by reference", "compiles", "may create and write tables");
  }

  @Test
  void findsADittoThatIsAway() throws Exception {
    options.put("twinsuite.ditto.url", "http://localhost:1");
    assertFails("does not answer", "start Ditto or correct twinsuite.ditto.url");
  }

  @Test
  void findsAMissingRight() throws Exception {
    options.put("twinsuite.ditto.namespaces", "org.locked");
    assertFails("may not write features", "give its subject WRITE on thing:/features");
  }

  @Test
  void findsAMissingTopic() throws Exception {
    options.put("twinsuite.hono.tenant", "plant,other");
    assertFails("hono.event.other", "create the tenant in Hono");
  }

  @Test
  void findsAKafkaThatIsAway() throws Exception {
    options.put("twinsuite.hono.bootstrap-servers", "localhost:1");
    assertFails("does not answer", "twinsuite.hono.bootstrap-servers");
  }

  @Test
  void findsADatabaseThatIsAwayWithoutTellingThePassword() throws Exception {
    options.put("twinsuite.db.url", "jdbc:postgresql://localhost:1/twinsuite?connectTimeout=2");
    options.put("twinsuite.db.password", "s3cret");
    Examined examined =
        assertFails("jdbc:postgresql://localhost:1/twinsuite", "correct twinsuite.db.url");
    assertThat(examined.text).doesNotContain("s3cret");
  }

  @Test
  void findsAMaintenanceSystemThatRefuses() throws Exception {
    options.put("twinsuite.cmms.maximo.url", maximo.url() + "/nowhere");
    assertFails("cmms", "below twinsuite.cmms.maximo");
  }

  @Test
  void findsAControlSystemThatIsAwayAndAWrongTagMap() throws Exception {
    Path map =
        Files.writeString(
            folder.resolve("tags.yaml"),
            """
            sources: { line2: { url: "modbus-tcp://127.0.0.1:1", timeout: PT1S } }
            tags:
              - { source: line2, tag: "holding:0", thing: "org.plant:pump", feature: level, unit: m }
            """);
    options.put("twinsuite.scada.tags", map.toString());
    assertFails("line2", "correct its url and log-in in the tag map");
    options.put("twinsuite.scada.sources", "line7");
    assertFails("'line7' is not in the tag map", "correct the named lines");
  }

  @Test
  void findsWhatSeveralProcessesNeedInKafka() throws Exception {
    options.put("twinsuite.changes.source", "kafka");
    options.put("twinsuite.changes.topic", "twin-events-of-nobody");
    Examined examined =
        assertFails("twin-events-of-nobody", "let Ditto's connection kafka-events write to it");
    assertThat(examined.text).contains("twin-groups", "is made when the app starts");
    options.put("twinsuite.changes.bootstrap-servers", "localhost:1");
    assertFails("localhost:1", "twinsuite.changes.bootstrap-servers");
  }

  @Test
  void looksAtErpSystems() throws Exception {
    WireMockServer erp = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    erp.start();
    try {
      options.put("twinsuite.erp.systems", "next");
      options.put("twinsuite.erp.next.dialect", "erpnext");
      options.put("twinsuite.erp.next.url", erp.baseUrl());
      options.put("twinsuite.erp.next.apiKey", "key:secret");
      options.put("twinsuite.erp.next.company", "Plant");
      erp.stubFor(WireMock.get(WireMock.anyUrl()).willReturn(WireMock.okJson("{\"data\":[]}")));
      assertThat(examine().text).contains("answers a question for stock");
      erp.stubFor(WireMock.get(WireMock.anyUrl()).willReturn(WireMock.aResponse().withStatus(403)));
      assertFails("refuses a question for stock", "below twinsuite.erp.next");
    } finally {
      erp.stop();
    }
    options.put("twinsuite.erp.next.attempts", "1");
    assertFails("does not answer", "correct twinsuite.erp.next.url");
  }

  @Test
  void findsADamagedModel() throws Exception {
    Path models = Files.createDirectories(folder.resolve("models"));
    Files.writeString(models.resolve("engine.fleetrul"), "no model");
    assertFails("engine.fleetrul", "replace the refused file");
  }

  @Test
  void findsABrokenPlan() throws Exception {
    Path plan = Files.writeString(folder.resolve("plan.csv"), "no,plan\n1,2\n");
    options.put("twinsuite.forecast.plan", plan.toString());
    assertFails("plan.csv", "correct the named line");
  }

  @Test
  void findsAWrongOption() throws Exception {
    options.put("twinsuite.partitions", "many");
    Examined examined = assertFails("twinsuite.partitions cannot be read", "correct it");
    assertThat(examined.text).doesNotContain("Exception");
  }

  private record Examined(int exitCode, String text) {}

  private Examined assertFails(String seen, String fix) throws Exception {
    Examined examined = examine();
    assertThat(examined.exitCode).isEqualTo(1);
    assertThat(examined.text).contains(seen).contains("fix: ").contains(fix);
    return examined;
  }

  private Examined examine() throws Exception {
    Properties properties = new Properties();
    properties.putAll(options);
    Path file = folder.resolve("twinsuite.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    StringWriter out = new StringWriter();
    int exitCode =
        CommandLine.run(
            new String[] {"doctor", "--config", file.toString()},
            Map.of(),
            new PrintWriter(out, true),
            new PrintWriter(out, true));
    return new Examined(exitCode, out.toString());
  }
}
