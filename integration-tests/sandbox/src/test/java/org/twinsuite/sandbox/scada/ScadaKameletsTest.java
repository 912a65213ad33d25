package org.twinsuite.sandbox.scada;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.camel.ditto.component.DittoComponent;
import org.twinsuite.connectors.scada.TagCheck;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.plant.DittoHttp;

/** A team brings tags of three protocols into twins with YAML only, and checks its tag map. */
class ScadaKameletsTest {

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final List<String> THINGS =
      List.of("org.plant:P-101", "org.plant:P-102", "org.plant:P-103");
  private static final String NEVER_THERE = "org.plant:P-404";

  @TempDir static Path folder;
  private static EmbeddedDitto ditto;
  private static DittoHttp http;
  private static OpcUaPlant opcUa;
  private static ModbusPlant modbus;
  private static MqttBroker broker;
  private static SparkplugPlant sparkplug;
  private static Path map;

  @BeforeAll
  static void start() throws Exception {
    ditto = EmbeddedDitto.start();
    http = new DittoHttp(ditto.url(), "nginx:ditto");
    THINGS.forEach(thing -> http.put("things/" + thing, "{}"));
    opcUa = new OpcUaPlant(3);
    opcUa.start();
    modbus = new ModbusPlant();
    modbus.set(0, 70);
    modbus.start();
    broker = new MqttBroker();
    broker.start();
    sparkplug = new SparkplugPlant(broker.url()).metric("Temperature", 41.5);
    sparkplug.start();
    map = folder.resolve("tags.yaml");
    Files.writeString(
        map,
        """
        sources:
          line1: { url: "%s", publishing: 50 }
          line2: { url: "%s", publishing: 50 }
          line3: { url: "%s" }
        tags:
          - { source: line1, tag: "%s", thing: org.plant:P-101, feature: vibration, unit: mm/s }
          - { source: line2, tag: "holding:0", thing: org.plant:P-102, feature: pressure, unit: bar, scale: 0.1 }
          - { source: line2, tag: "holding:1", thing: org.plant:P-404, feature: pressure }
          - { source: line3, tag: "plant/edge1/pump1:Temperature", thing: org.plant:P-103, feature: temperature, unit: Cel }
        alarms:
          - { source: line1, condition: tag1-high, thing: org.plant:P-101, feature: "alarm:high" }
        """
            .formatted(opcUa.url(), modbus.url(), broker.url(), opcUa.address("tag1")));
  }

  @AfterAll
  static void stop() throws Exception {
    sparkplug.close();
    broker.close();
    modbus.close();
    opcUa.close();
    ditto.close();
  }

  private static CamelContext context(String kamelet, String source) throws Exception {
    String route =
        """
        - from:
            uri: kamelet:%s
            parameters:
              map: "%s"
              source: %s
              linger: 20
              redeliveries: 2
            steps:
              - to: ditto:things?operation=mergeProperty
        """
            .formatted(kamelet, map, source);
    CamelContext context = new DefaultCamelContext();
    DittoComponent component = context.getComponent("ditto", DittoComponent.class);
    component.getConfiguration().setUrl(ditto.url());
    component.getConfiguration().setAuth("pre:nginx:ditto");
    PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("r.yaml", route));
    return context;
  }

  private static JsonObject properties(String thing, String feature) {
    return http.things(List.of(thing), "features").stream()
        .findFirst()
        .flatMap(found -> found.getValue("features/" + feature + "/properties"))
        .map(JsonValue::asObject)
        .orElse(JsonObject.empty());
  }

  private static double value(String thing, String feature) {
    return properties(thing, feature)
        .getValue("value")
        .filter(JsonValue::isNumber)
        .map(JsonValue::asDouble)
        .orElse(Double.NaN);
  }

  @Test
  void opcUaValuesAndAlarmsReachTheTwin() throws Exception {
    try (CamelContext context = context("opcua-ditto-source", "line1")) {
      // WHEN
      context.start();
      await().atMost(LONG).until(() -> value(THINGS.get(0), "vibration") == 1);
      opcUa.set("tag1", 4.5, 0, Instant.now());
      opcUa.alarm("tag1", true, 700, "vibration high");
      // THEN
      await().atMost(LONG).until(() -> value(THINGS.get(0), "vibration") == 4.5);
      await().atMost(LONG).until(() -> value(THINGS.get(0), "alarm:high") == 700);
      JsonObject sample = properties(THINGS.get(0), "vibration");
      assertThat(sample.getValue("unit")).contains(JsonValue.of("mm/s"));
      assertThat(sample.getValue("quality/severity")).contains(JsonValue.of("good"));
      assertThat(sample.contains("sourceTimestamp")).isTrue();
      JsonObject alarm = properties(THINGS.get(0), "alarm:high");
      assertThat(alarm.getValue("active")).contains(JsonValue.of(true));
      assertThat(alarm.getValue("acknowledged")).contains(JsonValue.of(false));
      assertThat(alarm.getValue("message")).contains(JsonValue.of("vibration high"));
    }
  }

  @Test
  void modbusValuesReachTheTwinThoughAnotherThingIsNotThere() throws Exception {
    try (CamelContext context = context("modbus-ditto-source", "line2")) {
      // WHEN
      context.start();
      await().atMost(LONG).until(() -> value(THINGS.get(1), "pressure") == 7);
      modbus.set(0, 82);
      modbus.set(1, 5);
      // THEN
      await().atMost(LONG).until(() -> Math.abs(value(THINGS.get(1), "pressure") - 8.2) < 1e-9);
      assertThat(http.exists("things/" + NEVER_THERE)).isFalse();
    }
  }

  @Test
  void sparkplugMetricsReachTheTwin() throws Exception {
    try (CamelContext context = context("sparkplug-ditto-source", "line3")) {
      context.start();
      await().atMost(LONG).until(() -> value(THINGS.get(2), "temperature") == 41.5);
      sparkplug.set("Temperature", 42);
      await().atMost(LONG).until(() -> value(THINGS.get(2), "temperature") == 42);
      sparkplug.deviceDeath();
      await()
          .atMost(LONG)
          .until(
              () ->
                  properties(THINGS.get(2), "temperature")
                      .getValue("quality/code")
                      .filter(code -> code.asString().contains("pump1 died"))
                      .isPresent());
      sparkplug.birth();
    }
  }

  @Test
  void aSourceThatIsAwayIsToldByTheHealthCheckAndComesLater() throws Exception {
    modbus.stop();
    try (CamelContext context = context("modbus-ditto-source", "line2")) {
      context.start();
      Route route =
          context.getRoutes().stream()
              .filter(
                  some ->
                      some.getConsumer() instanceof HealthCheckAware aware
                          && aware.getHealthCheck() != null)
              .findFirst()
              .orElseThrow();
      HealthCheck check = ((HealthCheckAware) route.getConsumer()).getHealthCheck();
      assertThat(check.call().getState()).isEqualTo(HealthCheck.State.DOWN);
      assertThat(check.call().getMessage()).contains("No connection to line2");
      // WHEN
      modbus.start();
      // THEN
      await().atMost(LONG).until(() -> check.call().getState() == HealthCheck.State.UP);
    }
  }

  @Test
  void aSourceOfAnotherKindIsToldAtStart() throws Exception {
    try (CamelContext context = context("modbus-ditto-source", "line1")) {
      assertThatThrownBy(context::start)
          .hasStackTraceContaining("source 'line1' is opc.tcp://, not modbus-tcp");
    }
  }

  @Test
  void theCheckPrintsEveryTagOfEverySource() {
    StringWriter out = new StringWriter();
    int end = TagCheck.run(new String[] {map.toString()}, new PrintWriter(out, true));
    String table = out.toString();
    assertThat(table)
        .contains("org.plant:P-101/vibration")
        .contains("mm/s")
        .containsPattern("holding:0 +org.plant:P-102/pressure +\\d.\\d+ +bar +Good")
        .contains("plant/edge1/pump1:Temperature")
        .contains("4 tags, 0 without a good value");
    assertThat(end).isZero();
  }
}
