package org.twinsuite.e2e.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.twinsuite.app.App;
import org.twinsuite.app.CommandLine;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.flight.PredictorServer;
import org.twinsuite.predictors.forecast.ForecastCatalog;
import org.twinsuite.predictors.forecast.ForecastPredictor;
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
        .contains("answers a look-up by reference", "compiles", "may create and write tables")
        .contains("'degradation' in version 2 reads vibration; not scored, for no sample tells")
        .contains("'vibration-zone-d' in version 2 reads vibration\n");
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
  void aTopicNoDeviceHasSentToYetIsNoFailure() throws Exception {
    // GIVEN a tenant of which Hono has no message yet
    options.put("twinsuite.hono.tenant", "plant,other");
    // WHEN
    Examined examined = examine();
    // THEN it is named, and the plant counts as sound
    assertThat(examined.exitCode).as(examined.text).isZero();
    assertThat(examined.text)
        .contains("0 failed, 2 to look at", "hono.event.other", "made with the first message");
  }

  @Test
  void logsInAtHonosKafkaAsTheComponentDoes() throws Exception {
    // GIVEN a way to log in that this Kafka does not offer
    options.put("camel.component.hono.securityProtocol", "SASL_PLAINTEXT");
    options.put("camel.component.hono.saslMechanism", "PLAIN");
    options.put(
        "camel.component.hono.saslJaasConfig",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ann\""
            + " password=\"s3cret\";");
    // WHEN, THEN it is used, for nobody is let in with it
    Examined examined = assertFails("does not let this user in", "how the client logs in");
    assertThat(examined.text).doesNotContain("s3cret");
  }

  @Test
  void theAppNamesTheTopicOfTheChangesThatIsMissing() {
    // GIVEN several processes to share a topic that nobody made
    options.put("twinsuite.changes.source", "kafka");
    options.put("twinsuite.changes.topic", "twin-events-to-come");
    // WHEN, THEN the start says what to create
    assertThatThrownBy(() -> App.start(options))
        .hasStackTraceContaining(
            "twinsuite.changes.topic: the topic twin-events-to-come does not exist at "
                + kafka.bootstrapServers()
                + ". Create it");
  }

  @Test
  void namesAHostThatNobodyKnows() throws Exception {
    options.put("twinsuite.ditto.url", "http://no-such-host.invalid:8080");
    options.put("twinsuite.hono.bootstrap-servers", "no-such-host.invalid:9092");
    Examined examined = assertFails("unknown host no-such-host.invalid", "twinsuite.ditto.url");
    assertThat(examined.text).contains("no-such-host.invalid:9092");
  }

  @Test
  void findsAMissingRightToSendMessages() throws Exception {
    options.put("twinsuite.samples.topic", "samples");
    assertFails("may not send messages", "READ and WRITE on message:/");
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
  void isContentWithModelsOfServers() throws Exception {
    try (PredictorServer one = predictors("a token", "theta", "naive2");
        PredictorServer other = predictors("a token", "theta", "naive2")) {
      options.put("twinsuite.forecast.servers", location(one) + ',' + location(other));
      options.put("twinsuite.forecast.servers-token", "a token");
      plan("org.plant:pump,load,flight:theta,load,overload,naive2");
      Examined examined = examine();
      assertThat(examined.text)
          .contains("0 failed, 0 to look at", "lists naive2, theta")
          .contains("'theta' in version 1 reads load; beside it naive2")
          .doesNotContain("a token");
      assertThat(examined.exitCode).isZero();
    }
  }

  @Test
  void findsWhatIsWrongWithServersOfModels() throws Exception {
    try (PredictorServer one = predictors("a token", "theta", "naive2");
        PredictorServer poor = predictors("a token", "theta")) {
      options.put("twinsuite.forecast.servers", location(one));
      assertFails("wants a token", "correct twinsuite.forecast.servers-token");
      options.put("twinsuite.forecast.servers-token", "s3cret");
      Examined wrong =
          assertFails("does not accept the token", "correct twinsuite.forecast.servers-token");
      assertThat(wrong.text).doesNotContain("s3cret");

      options.put("twinsuite.forecast.servers-token", "a token");
      options.put(
          "twinsuite.forecast.servers",
          location(one) + ',' + location(poor) + ",grpc+tcp://localhost:1");
      Examined several =
          assertFails("does not answer", "start it, open the way to it, or correct twinsuite");
      assertThat(several.text)
          .contains("has other models or versions than " + location(one))
          .contains("give all servers the same model files");
    }
  }

  @Test
  void findsAServerOfModelsNobodyVouchesFor() throws Exception {
    WireMockServer stranger =
        new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());
    stranger.start();
    try {
      options.put("twinsuite.forecast.servers", "grpc+tls://localhost:" + stranger.httpsPort());
      assertFails("its certificate is not trusted", "correct twinsuite.forecast.servers-ca");
    } finally {
      stranger.stop();
    }
    options.put("twinsuite.forecast.servers-ca", folder.resolve("nowhere.pem").toString());
    assertFails("to trust cannot be read", "correct twinsuite.forecast.servers-ca");
  }

  @Test
  void findsModelsOfThePlanThatNobodyHasOrThatDoNotFit() throws Exception {
    // GIVEN a damaged file of the very model, a line without feature, and a challenger of its own
    Path models = Files.createDirectories(folder.resolve("models"));
    Files.writeString(models.resolve("engine.fleetrul"), "no model");
    plan(
        "org.plant:fan,rul,engine,,wear,",
        "org.plant:pump,load,theta,,overload,",
        "org.plant:pump,rul,degradation,vibration,wear,naive2",
        "org.plant:pump,flow,naive2,flow,clogging,nobody");
    // WHEN, THEN
    Examined examined =
        assertFails("nobody has the model 'engine'", "put its file into the folder");
    assertThat(examined.text)
        .contains("(refused [engine.fleetrul])")
        .contains("org.plant:pump load", "'theta' takes one feature, and the line names none")
        .contains("'naive2' answers FORECAST, 'degradation' LIFE: they cannot be compared")
        .contains("nobody has the model 'nobody'")
        .contains("5 failed, 0 to look at");
    // AND a server that lists others does not help
    try (PredictorServer server = predictors(null, "theta")) {
      options.put("twinsuite.forecast.servers", location(server));
      assertFails("at no server", "put its file into the folder");
    }
  }

  @Test
  void aModelOfTheBuiltInPlanIsMissedOnceThereIsAThingThatNeedsIt() throws Exception {
    assertThat(examine().text).contains("'turbofan' is not there, and no thing needs it");
    options.put("twinsuite.ditto.namespaces", "org.fleet");
    DittoHttp administrator = new DittoHttp(ditto.url(), "integration:provisioning");
    administrator.put("policies/org.fleet:machines", policy("[\"READ\", \"WRITE\"]"));
    administrator.put(
        "things/org.fleet:engine",
        "{\"policyId\": \"org.fleet:machines\", \"definition\": \"org.twinsuite:turbofan:1.0.0\"}");
    assertFails("1 things want it", "put its file into the folder");
    options.put("twinsuite.ditto.url", "http://localhost:1");
    assertThat(examine().text).contains("needed once there are such things");
  }

  private void plan(String... lines) throws Exception {
    Path plan =
        Files.writeString(
            folder.resolve("plan.csv"),
            "definition,forecast,model,feature,failureMode,challenger\n"
                + String.join("\n", lines));
    options.put("twinsuite.forecast.plan", plan.toString());
  }

  private static PredictorServer predictors(String token, String... names) throws Exception {
    PredictorCatalog catalog = new PredictorCatalog();
    for (String name : names) {
      catalog.add(new ForecastPredictor(ForecastCatalog.method(name)));
    }
    return new PredictorServer(
        catalog, new PredictorServer.Config("localhost", 0, null, token, null, null));
  }

  private static String location(PredictorServer server) {
    return "grpc+tcp://localhost:" + server.port();
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
