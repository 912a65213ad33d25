package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.app.CommandLine;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.sandbox.scada.ModbusPlant;
import org.twinsuite.sandbox.scada.MqttBroker;
import org.twinsuite.sandbox.scada.OpcUaPlant;
import org.twinsuite.sandbox.scada.SparkplugPlant;

/**
 * The tag map drives the app: real OPC UA, Modbus and Sparkplug peers feed twins on the way that
 * devices' messages take, and one that is away does not stop the others.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScadaTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final long BAD_SENSOR_FAILURE = 0x808C0000L;

  @TempDir static Path folder;
  private static TestPlant plant;
  private static OpcUaPlant opcUa;
  private static ModbusPlant modbus;
  private static MqttBroker broker;
  private static SparkplugPlant sparkplug;
  private static Path map;
  private static App app;

  @BeforeAll
  static void open() throws Exception {
    plant = new TestPlant(folder);
    plant.provision("pump1", "pump2", "pump3");
    opcUa = new OpcUaPlant(3);
    opcUa.start();
    modbus = new ModbusPlant();
    modbus.set(0, 70);
    modbus.start();
    broker = new MqttBroker();
    broker.start();
    sparkplug = new SparkplugPlant(broker.url()).metric("Temperature", 41.5);
    sparkplug.start();
    map =
        Files.writeString(
            folder.resolve("tags.yaml"),
            """
            sources:
              line1: { url: "%s", publishing: 50 }
              line2: { url: "%s", publishing: 50 }
              line3: { url: "%s" }
              line4: { url: "modbus-tcp://127.0.0.1:1", timeout: PT1S }
            tags:
              - { source: line1, tag: "%s", thing: "%5$s1", feature: vibration, unit: m/s, scale: 0.001 }
              - { source: line2, tag: "holding:0", thing: "%5$s2", feature: pressure, unit: bar, scale: 0.1 }
              - { source: line2, tag: "holding:1", thing: "%5$s404", feature: pressure }
              - { source: line3, tag: "plant/edge1/pump1:Temperature", thing: "%5$s3", feature: temperature, unit: Cel }
              - { source: line4, tag: "holding:0", thing: "%5$s3", feature: pressure, unit: bar }
            alarms:
              - { source: line1, condition: tag1-high, thing: "%5$s1", feature: "alarm:high" }
            """
                .formatted(
                    opcUa.url(),
                    modbus.url(),
                    broker.url(),
                    opcUa.address("tag1"),
                    TestPlant.thing("pump")));
    Map<String, String> options = plant.options();
    options.put("twinsuite.scada.tags", map.toString());
    app = App.start(options);
  }

  @AfterAll
  static void close() throws Exception {
    app.close();
    sparkplug.close();
    broker.close();
    modbus.close();
    opcUa.close();
    plant.close();
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(LONG).untilAsserted(assertion);
  }

  @Test
  @Order(1)
  void tagsOfEachProtocolReachTheirTwinsThoughOneSystemIsAway() {
    // WHEN
    Instant at = Instant.now();
    opcUa.set("tag1", 4.5, 0, at);
    // THEN scaled, in the twin's unit, with quality and three times
    soon(
        () ->
            assertThat(plant.twin("pump1"))
                .contains("\"value\":4.5", "\"unit\":\"mm/s\"", "\"code\":\"Good\"")
                .contains("\"sourceTimestamp\":\"" + at.toString().substring(0, 23))
                .contains("\"serverTimestamp\"", "\"receivedAt\""));
    soon(
        () ->
            assertThat(plant.twin("pump2")).containsPattern("\"pressure\":\\{.*?\"value\":7\\.0"));
    soon(
        () ->
            assertThat(plant.twin("pump3"))
                .containsPattern("\"temperature\":\\{.*?\"value\":41\\.5"));
    // AND what is away is told, and neither readiness nor liveness suffers
    soon(
        () ->
            assertThat(plant.page("/observe/health?data=true").body())
                .contains("No connection to line4"));
    assertThat(plant.page("/observe/health/ready").status()).isEqualTo(200);
    assertThat(plant.page("/observe/health/live").status()).isEqualTo(200);
  }

  @Test
  @Order(2)
  void alarmsAndBadQualityReachTheTwin() throws Exception {
    // WHEN
    opcUa.alarm("tag1", true, 700, "vibration high");
    opcUa.set("tag1", 4.5, BAD_SENSOR_FAILURE, Instant.now());
    // THEN
    soon(
        () ->
            assertThat(plant.twin("pump1"))
                .contains("\"alarm:high\"", "\"active\":true", "\"message\":\"vibration high\"")
                .contains("\"code\":\"Bad_SensorFailure\""));
  }

  @Test
  @Order(3)
  void olderNeverOverwritesNewer() {
    // GIVEN
    Instant now = Instant.now();
    opcUa.set("tag1", 5.25, 0, now);
    soon(() -> assertThat(plant.twin("pump1")).contains("\"value\":5.25"));
    // WHEN an older value comes, and a newer one after it
    opcUa.set("tag1", 9.75, 0, now.minusSeconds(600));
    soon(
        () ->
            assertThat(plant.page("/observe/metrics").body())
                .containsPattern("twinsuite_ingest_late_total(\\{[^}]*})? [1-9]"));
    opcUa.set("tag1", 5.5, 0, Instant.now());
    // THEN
    soon(() -> assertThat(plant.twin("pump1")).contains("\"value\":5.5"));
    assertThat(plant.twin("pump1")).doesNotContain("9.75");
  }

  @Test
  @Order(4)
  void aSystemThatComesBackIsReadAgain() throws Exception {
    // WHEN
    modbus.stop();
    // THEN the twin says that nobody knows the value, and keeps when it was measured last
    soon(() -> assertThat(plant.twin("pump2")).contains("Bad_NoCommunication"));
    // WHEN
    modbus.start();
    modbus.set(0, 82);
    // THEN
    soon(
        () ->
            assertThat(plant.twin("pump2")).containsPattern("\"pressure\":\\{.*?\"value\":8\\.2"));
    assertThat(plant.twin("pump2")).doesNotContain("Bad_NoCommunication");
  }

  @Test
  @Order(5)
  void aTagOfAThingThatIsNotThereIsParkedOnceAndNotWithEveryChange() {
    long before = parked();
    for (int value = 1; value <= 5; value++) {
      modbus.set(1, value);
      modbus.set(0, 82 + value);
      String shown = "\"value\":8." + (2 + value);
      soon(() -> assertThat(plant.twin("pump2")).contains(shown));
    }
    assertThat(before).isPositive();
    assertThat(parked() - before).isLessThan(5);
  }

  private static long parked() {
    String reason = "there is no thing " + TestPlant.thing("pump404");
    return plant.page("/api/parked").body().split(reason, -1).length - 1L;
  }

  @Test
  void mistakesInTheMapAreToldWithTheirLinesBeforeAnythingStarts() throws Exception {
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            """
            sources:
              line2: { url: "modbus-tcp://127.0.0.1:1" }
            tags:
              - { source: line2, tag: "holding:0", thing: "org.plant:p", feature: vibration, unit: bar }
              - { source: line2, tag: "holding:1", thing: "org.plant:p", feature: level, unit: wat }
            """);
    Map<String, String> options = plant.options();
    options.put("twinsuite.scada.tags", wrong.toString());
    options.put("twinsuite.db.url", "jdbc:h2:mem:never");
    options.put("twinsuite.history.file", folder.resolve("never.duckdb").toString());
    options.put("twinsuite.http.port", "0");
    assertThatThrownBy(() -> App.start(options))
        .hasMessageContaining("twinsuite.scada.tags")
        .hasMessageContaining("line 4: tag 'holding:0': feature vibration: unit 'bar' cannot be")
        .hasMessageContaining(
            "line 5: tag 'holding:1': feature level: unit 'wat' is not a valid UCUM code");
    assertThatThrownBy(
            () -> {
              Map<String, String> other = plant.options();
              other.put("twinsuite.scada.tags", map.toString());
              other.put("twinsuite.scada.sources", "line9");
              other.put("twinsuite.db.url", "jdbc:h2:mem:never");
              other.put("twinsuite.history.file", folder.resolve("never.duckdb").toString());
              other.put("twinsuite.http.port", "0");
              App.start(other);
            })
        .hasRootCauseInstanceOf(ConfigException.class)
        .hasMessageContaining("'line9' is not in the tag map");
  }

  @Test
  void theCommandReadsEachTagOnce() {
    StringWriter out = new StringWriter();
    int exitCode =
        CommandLine.run(
            new String[] {"tags"},
            Map.of("TWINSUITE_SCADA_TAGS", map.toString()),
            new PrintWriter(out, true),
            new PrintWriter(out, true));
    assertThat(out.toString())
        .containsPattern("line2 +holding:0 +\\S+pump2/pressure +\\d\\S* +bar +Good")
        .contains("m/s", "Cel", "line4        not read:")
        .contains("5 tags, 1 without a good value");
    assertThat(exitCode).isEqualTo(1);
  }
}
