package org.twinsuite.sandbox.scada;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertySet;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertyValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMapFile;
import org.twinsuite.twin.Quality;

/** Against a real MQTT 5 broker and an edge node. */
class SparkplugTagsTest extends TagsContract {

  private static MqttBroker broker;

  private final SparkplugPlant plant;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new MqttBroker();
    broker.start();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  SparkplugTagsTest() {
    plant =
        new SparkplugPlant(broker.url())
            .metric("plain", 1)
            .metric("Inputs/scaled", 2)
            .metric("writable", 3);
  }

  @Override
  void startPeer() throws Exception {
    if (!broker.isRunning()) {
      broker.start();
    }
    plant.start();
  }

  @Override
  void stopPeer() throws Exception {
    plant.close();
    broker.stop();
  }

  @Override
  @AfterEach
  void stop() {
    plant.close();
  }

  @Override
  String yaml() {
    return """
    sources:
      line1: { url: "%s", host: twin, timeout: PT10S, pause: PT0.1S, rebirth: PT0.1S }
    tags:
      - { source: line1, tag: "plant/edge1/pump1:plain", thing: org.plant:P-101, feature: plain }
      - { source: line1, tag: "plant/edge1/pump1:Inputs/scaled", thing: org.plant:P-101, feature: scaled, scale: 2, offset: 1, deadband: 1 }
      - { source: line1, tag: "plant/edge1/pump1:writable", thing: org.plant:P-101, feature: writable, write: { min: 0, max: 50, step: 20, perMinute: 2 } }
      - { source: line1, tag: "plant/edge1/pump1:unknown", thing: org.plant:P-101, feature: unknown }
    """
        .formatted(broker.url());
  }

  private static String metric(String feature) {
    return feature.equals("scaled") ? "Inputs/scaled" : feature;
  }

  @Override
  void set(String feature, double raw) throws Exception {
    plant.set(metric(feature), raw);
  }

  @Override
  void spoil(String feature) throws Exception {
    plant.data(withQuality(0, plant.value(metric(feature), 99)));
  }

  @Override
  double get(String feature) {
    return plant.get(metric(feature));
  }

  private static Metric.Builder withQuality(int code, Metric.Builder metric) {
    return metric.setProperties(
        PropertySet.newBuilder()
            .addKeys("Quality")
            .addValues(PropertyValue.newBuilder().setType(DataType.Int32_VALUE).setIntValue(code)));
  }

  @Test
  void qualitiesAndNullAreKept() throws Exception {
    try (TagConnection tags = open()) {
      // GIVEN
      tags.subscribe(this::receive);
      awaitFirstValues();
      // WHEN
      plant.data(
          withQuality(500, plant.value("plain", 7)),
          withQuality(64, plant.value("Inputs/scaled", 8)),
          Metric.newBuilder().setAlias(plant.alias("writable")).setIsNull(true));
      // THEN
      await().atMost(LONG).until(() -> last("writable").value() == null);
      assertThat(last("plain").value()).isNull();
      assertThat(last("plain").quality()).isEqualTo(Quality.bad("Stale"));
      assertThat(last("scaled").quality().severity()).isEqualTo(Quality.Severity.UNCERTAIN);
      assertThat(last("writable").quality().code()).isEqualTo("Null");
    }
  }

  @Test
  void historicalValuesAreMarkedAndDoNotReplaceThePresent() throws Exception {
    try (TagConnection tags = open()) {
      // GIVEN
      tags.subscribe(this::receive);
      awaitFirstValues();
      Instant before = Instant.parse("2026-03-01T06:00:00.250Z");
      // WHEN
      plant.data(
          plant.value("plain", 0.5).setIsHistorical(true).setTimestamp(before.toEpochMilli()));
      // THEN
      await().atMost(LONG).until(() -> last("plain").historical());
      assertThat(last("plain").value()).isEqualTo(0.5);
      assertThat(last("plain").sourceTimestamp()).isEqualTo(before);
      assertThat(tags.read(List.of(tag("plain"))).get(0).value()).isEqualTo(1.0);
    }
  }

  @Test
  void aGapInTheSequenceAndAnUnknownAliasAskForARebirth() throws Exception {
    try (TagConnection tags = open()) {
      // GIVEN
      tags.subscribe(this::receive);
      awaitFirstValues();
      int births = plant.births();
      // WHEN
      plant.skipSequence();
      plant.set("plain", 5);
      // THEN the value counts all the same
      await().atMost(LONG).until(() -> plant.births() > births);
      await().atMost(LONG).until(() -> values("plain").contains(5.0));
      // WHEN
      int now = plant.births();
      await()
          .atMost(LONG)
          .until(
              () -> {
                plant.data(Metric.newBuilder().setAlias(4711).setDoubleValue(1));
                return plant.births() > now;
              });
    }
  }

  @Test
  void aGapSoonAfterARebirthIsNotForgotten() throws Exception {
    map =
        TagMapFile.parse(new StringReader(yaml().replace("rebirth: PT0.1S", "rebirth: PT3S")), "t");
    try (TagConnection tags = open()) {
      // GIVEN a rebirth that was asked for when the connection began
      tags.subscribe(this::receive);
      awaitFirstValues();
      int births = plant.births();
      // WHEN a message is lost before the next may be asked for, and nothing else happens
      plant.skipSequence();
      plant.set("plain", 5);
      // THEN it is asked for when it may be
      await().atMost(LONG).until(() -> plant.births() > births);
    }
  }

  @Test
  void deathsTakeTheValuesAwayUntilTheNextBirth() throws Exception {
    try (TagConnection tags = open()) {
      // GIVEN
      tags.subscribe(this::receive);
      awaitFirstValues();
      // WHEN
      plant.deviceDeath();
      await().atMost(LONG).until(() -> last("plain").value() == null);
      // THEN
      assertThat(last("plain").quality().code()).isEqualTo("Bad_NotConnected (device pump1 died)");
      assertThat(tags.connected()).isTrue();
      // WHEN
      plant.birth();
      await().atMost(LONG).until(() -> last("plain").quality().isGood());
      plant.die();
      await().atMost(LONG).until(() -> last("plain").value() == null);
      // THEN
      assertThat(last("plain").quality().code())
          .isEqualTo("Bad_NotConnected (edge node plant/edge1 died)");
      // WHEN
      plant.start();
      await().atMost(LONG).until(() -> last("plain").quality().isGood());
    }
  }

  @Test
  void thePrimaryHostTellsItsState() {
    try (TagConnection tags = open()) {
      assertThat(tags.connected()).isTrue();
      await().atMost(LONG).until(() -> plant.states().stream().anyMatch(s -> s.contains("true")));
    }
    await()
        .atMost(LONG)
        .until(
            () ->
                plant
                    .states()
                    .get(plant.states().size() - 1)
                    .startsWith("spBv1.0/STATE/twin {\"online\":false"));
  }
}
