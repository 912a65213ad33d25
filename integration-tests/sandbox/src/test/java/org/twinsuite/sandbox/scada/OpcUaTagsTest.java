package org.twinsuite.sandbox.scada;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.StringReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.scada.AlarmState;
import org.twinsuite.connectors.scada.Signal;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMapFile;
import org.twinsuite.connectors.scada.WriteOutcome;
import org.twinsuite.connectors.scada.WriteRequest;
import org.twinsuite.twin.Quality.Severity;

/** Against a real OPC UA server. */
class OpcUaTagsTest extends TagsContract {

  private static final Instant AT = Instant.parse("2026-03-01T06:00:00.250Z");
  private static final List<String> FEATURES = List.of("plain", "scaled", "writable");

  private final CopyOnWriteArrayList<AlarmState> alarms = new CopyOnWriteArrayList<>();
  private final OpcUaPlant plant;

  OpcUaTagsTest() throws Exception {
    plant = new OpcUaPlant(10);
  }

  @Override
  void startPeer() throws Exception {
    plant.start();
  }

  @Override
  void stopPeer() throws Exception {
    plant.stop();
  }

  @Override
  String yaml() {
    return """
    sources:
      line1: { url: "%s", publishing: 50, timeout: PT30S, unsignedWrites: true }
    tags:
      - { source: line1, tag: "%s", thing: org.plant:P-101, feature: plain }
      - { source: line1, tag: "%s", thing: org.plant:P-101, feature: scaled, scale: 2, offset: 1, deadband: 1, interval: 20 }
      - { source: line1, tag: "%s", thing: org.plant:P-101, feature: writable, write: { min: 0, max: 50, step: 20, perMinute: 2 } }
      - { source: line1, tag: "%s", thing: org.plant:P-101, feature: unknown }
    """
        .formatted(
            plant.url(),
            address("plain"),
            address("scaled"),
            address("writable"),
            plant.address("nonsense"));
  }

  private String address(String feature) {
    return plant.address(point(feature));
  }

  private static String point(String feature) {
    return "tag" + (FEATURES.indexOf(feature) + 1);
  }

  @Override
  void set(String feature, double raw) {
    plant.set(point(feature), raw, 0, Instant.now());
  }

  @Override
  void spoil(String feature) {
    plant.set(point(feature), null, StatusCodes.Bad_SensorFailure, Instant.now());
  }

  @Override
  double get(String feature) {
    return plant.get(point(feature));
  }

  @Override
  void receive(Signal signal) {
    super.receive(signal);
    if (signal instanceof AlarmState alarm) {
      alarms.add(alarm);
    }
  }

  @Test
  void aServerThatTakesNoSubscriptionAfterItsRestartIsAskedAgain() throws Exception {
    try (TagConnection tags = open()) {
      // GIVEN a server that forgot the subscription and takes no new one
      tags.subscribe(this::receive);
      awaitFirstValues();
      plant.refuseSubscriptions(true);
      plant.stop();
      plant.start();
      await().atMost(LONG).until(() -> plant.refusedSubscriptions() > 0);
      // WHEN it does
      plant.refuseSubscriptions(false);
      // THEN values come as they change, not only as they were read once
      AtomicInteger value = new AtomicInteger(100);
      await()
          .atMost(LONG)
          .until(
              () -> {
                set("plain", value.incrementAndGet());
                return values("plain").stream()
                        .filter(seen -> seen instanceof Double number && number > 100)
                        .distinct()
                        .count()
                    > 2;
              });
    }
  }

  @Test
  void aSubscriptionThatFallsSilentIsUnhealthyUntilItIsCreatedAgain() throws Exception {
    try (TagConnection tags = open()) {
      // GIVEN
      tags.subscribe(this::receive);
      awaitFirstValues();
      assertThat(tags.problem()).isEmpty();
      // WHEN the server forgets it, and takes no other for now
      plant.refuseSubscriptions(true);
      plant.dropSubscriptions();
      // THEN
      await().atMost(LONG).until(() -> tags.problem().isPresent());
      assertThat(tags.connected()).isTrue();
      // WHEN
      plant.refuseSubscriptions(false);
      await().atMost(LONG).until(() -> tags.problem().isEmpty());
      // THEN values come as they change
      set("plain", 4711);
      await().atMost(LONG).until(() -> Double.valueOf(4711).equals(last("plain").value()));
    }
  }

  @Test
  void aSetPointThatItsTypeDoesNotHoldIsRefusedAndTheServerKeepsItsValue() {
    // GIVEN a speed in 1/1000 Hz, as Int16
    plant.become("tag7", NodeIds.Int16, (short) 20_000);
    map =
        TagMapFile.parse(
            new StringReader(
                """
                sources:
                  line1: { url: "%s", timeout: PT30S, unsignedWrites: true }
                tags:
                  - { source: line1, tag: "%s", thing: org.plant:P-101, feature: speed, scale: 0.001, write: { min: 0, max: 50 } }
                """
                    .formatted(plant.url(), plant.address("tag7"))),
            "tags.yaml");
    try (TagConnection tags = open()) {
      // WHEN
      WriteOutcome refused =
          writes(tags).write(new WriteRequest("TS-1", map.tags().get(0), 40, null));
      WriteOutcome written =
          writes(tags).write(new WriteRequest("TS-2", map.tags().get(0), 32.767, null));
      // THEN
      assertThat(refused.kind()).isEqualTo(WriteOutcome.Kind.REFUSED);
      assertThat(refused.reason()).contains("40000 does not fit Int16");
      assertThat(written.kind()).isEqualTo(WriteOutcome.Kind.WRITTEN);
      assertThat(plant.value("tag7")).isEqualTo((short) 32_767);
    }
  }

  @Test
  void valuesOfManyTypesArriveAsJson() throws Exception {
    try (TagConnection tags = open()) {
      // GIVEN
      tags.subscribe(this::receive);
      awaitFirstValues();
      // WHEN
      plant.become("tag1", NodeIds.Double, new Double[] {1.5, Double.NaN});
      await().atMost(LONG).until(() -> last("plain").value() instanceof List);
      assertThat(last("plain").value()).isEqualTo(Arrays.asList(1.5, null));
      plant.become("tag1", NodeIds.LocalizedText, LocalizedText.english("Running"));
      await().atMost(LONG).until(() -> "Running".equals(last("plain").value()));
      plant.become(
          "tag1",
          NodeIds.Structure,
          ExtensionObject.of(ByteString.of(new byte[1]), NodeIds.Double));
      await().atMost(LONG).until(() -> last("plain").value() == null);
      // THEN
      assertThat(last("plain").quality().code()).startsWith("Bad_TypeUnsupported (a structure");
    }
  }

  @Test
  void badAndUncertainValuesKeepTheServersWordsAndTimes() {
    try (TagConnection tags = open()) {
      // GIVEN
      assertThat(tags.subscribe(this::receive))
          .extracting(TagConnection.Refusal::problem)
          .containsExactly("Bad_NodeIdUnknown");
      awaitFirstValues();
      // WHEN
      plant.set("tag1", null, StatusCodes.Bad_SensorFailure, AT);
      await().atMost(LONG).until(() -> last("plain").quality().severity() == Severity.BAD);
      // THEN
      assertThat(last("plain").quality().code()).isEqualTo("Bad_SensorFailure");
      assertThat(last("plain").sourceTimestamp()).isEqualTo(AT);
      assertThat(last("plain").serverTimestamp()).isNotNull();
      // WHEN
      plant.set("tag1", 4.5, StatusCodes.Uncertain_SensorNotAccurate, AT.plusSeconds(1));
      await().atMost(LONG).until(() -> last("plain").quality().severity() == Severity.UNCERTAIN);
      // THEN
      assertThat(last("plain").value()).isEqualTo(4.5);
      assertThat(last("plain").quality().code()).isEqualTo("Uncertain_SensorNotAccurate");
    }
  }

  private void mapAlarms() {
    String text =
        yaml()
            + """
            alarms:
              - { source: line1, node: "%s", thing: org.plant:P-101, feature: high }
              - { source: line1, condition: tag5-high, thing: org.plant:P-105, feature: high }
            """
                .formatted(plant.address("tag4"));
    map = TagMapFile.parse(new StringReader(text), "tags.yaml");
  }

  private AlarmState alarm() {
    return alarms.get(alarms.size() - 1);
  }

  @Test
  void alarmsAreFollowedFromRaisedToAcknowledgedToCleared() throws Exception {
    mapAlarms();
    try (TagConnection tags = open()) {
      // GIVEN
      tags.subscribe(this::receive);
      awaitFirstValues();
      // WHEN one that is mapped by condition, one that is not mapped, one mapped by node
      plant.alarm("tag5", true, 300, "level high");
      plant.alarm("tag6", true, 300, "not mapped");
      plant.alarm("tag4", true, 800, "pressure high");
      await().atMost(LONG).until(() -> alarms.size() == 2);
      // THEN
      assertThat(alarms.get(0).thing()).isEqualTo("org.plant:P-105");
      AlarmState raised = alarm();
      assertThat(raised.thing()).isEqualTo("org.plant:P-101");
      assertThat(raised.condition()).isEqualTo("tag4-high");
      assertThat(raised.active()).isTrue();
      assertThat(raised.acknowledged()).isFalse();
      assertThat(raised.retain()).isTrue();
      assertThat(raised.severity()).isEqualTo(800);
      assertThat(raised.message()).isEqualTo("pressure high");
      assertThat(raised.sourceName()).isEqualTo("tag4");
      assertThat(raised.sourceTimestamp()).isNotNull();
      // WHEN
      tags.alarms().orElseThrow().acknowledge(raised, "seen by shift A");
      await().atMost(LONG).until(() -> alarm().acknowledged());
      // THEN
      assertThat(plant.acknowledgements()).containsExactly("seen by shift A");
      assertThatThrownBy(() -> tags.alarms().orElseThrow().acknowledge(alarm(), "again"))
          .isInstanceOf(RejectedByTarget.class)
          .hasMessageContaining("Bad_ConditionBranchAlreadyAcked");
      // WHEN
      plant.alarm("tag4", false, 800, "pressure normal");
      await().atMost(LONG).until(() -> !alarm().active());
      // THEN
      assertThat(alarm().acknowledged()).isTrue();
      assertThat(alarm().retain()).isFalse();
    }
  }

  @Test
  void anAlarmRaisedBeforeWeCameIsAskedFor() throws Exception {
    mapAlarms();
    plant.alarm("tag4", true, 800, "pressure high");
    try (TagConnection tags = open()) {
      tags.subscribe(this::receive);
      await().atMost(LONG).until(() -> alarms.size() == 1);
      assertThat(alarm().message()).isEqualTo("pressure high");
    }
  }

  @Test
  void fiveThousandTagsReportTheirFirstValue() throws Exception {
    try (OpcUaPlant large = new OpcUaPlant(5_000)) {
      large.start();
      StringBuilder text = new StringBuilder();
      text.append(
          "sources: { line1: { url: \"%s\", timeout: PT60S } }\ntags:\n".formatted(large.url()));
      for (int i = 0; i < 5_000; i++) {
        text.append(
            "  - { source: line1, tag: \"%s\", thing: org.plant:P-%d, feature: f%d }\n"
                .formatted(large.address("tag" + i), i / 10, i % 10));
      }
      map = TagMapFile.parse(new StringReader(text.toString()), "tags.yaml");
      try (TagConnection tags = open()) {
        assertThat(tags.subscribe(this::receive)).isEmpty();
        await()
            .atMost(LONG)
            .until(() -> samples.stream().map(s -> s.tag().line()).distinct().count() == 5_000);
        assertThat(tags.read(map.tags())).hasSize(5_000).allMatch(s -> s.quality().isGood());
      }
    }
  }
}
