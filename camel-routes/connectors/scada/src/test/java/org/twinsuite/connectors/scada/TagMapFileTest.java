package org.twinsuite.connectors.scada;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.junit.jupiter.api.Test;

class TagMapFileTest {

  private static TagMap parse(String text) {
    return TagMapFile.parse(new StringReader(text), "tags.yaml");
  }

  @Test
  void readsSourcesTagsAndDefaults() {
    // WHEN
    TagMap map =
        parse(
            """
            sources:
              line1: { url: opc.tcp://plc1:4840, publishing: 250, security: sign }
            tags:
              - { source: line1, tag: "ns=2;s=P101.Vib", thing: org.plant:P-101, feature: vibration, unit: mm/s, deadband: 0.05 }
              - source: line1
                tag: ns=2;s=P101.Speed
                thing: org.plant:P-101
                feature: speed
                scale: 0.1
                offset: -5
                write: { min: 0, max: 50 }
            """);
    // THEN
    assertThat(map.sources().get("line1").publishingMillis()).isEqualTo(250);
    Tag vibration = map.tags().get(0);
    assertThat(vibration.unit()).isEqualTo("mm/s");
    assertThat(vibration.line()).isEqualTo(4);
    assertThat(vibration.toTwin(7)).isEqualTo(7.0);
    assertThatThrownBy(() -> vibration.toSource(7)).hasMessageContaining("not writable");
    Tag speed = map.tags().get(1);
    assertThat(speed.line()).isEqualTo(5);
    assertThat(speed.toTwin(100)).isEqualTo(5.0);
    assertThat(speed.toSource(5)).isEqualTo(100.0);
    assertThatThrownBy(() -> speed.toSource(51)).hasMessageContaining("outside 0.0 to 50.0");
    assertThatThrownBy(() -> speed.toSource(Double.NaN)).hasMessageContaining("outside");
  }

  @Test
  void aTagIsWritableOnlyOverASignedSessionOrWhereSomebodySaysSo() {
    String text =
        """
        sources:
          line1: { url: opc.tcp://plc1:4840, user: twin %s }
        tags:
          - { source: line1, tag: "ns=2;s=a", thing: org.plant:P-101, feature: speed, write: { min: 0, max: 50 } }
        """;
    assertThatThrownBy(() -> parse(text.formatted("")))
        .hasMessageContaining("line 4: tag 'ns=2;s=a' may be written")
        .hasMessageContaining("sources.line1.security")
        .hasMessageContaining("sources.line1.unsignedWrites");
    assertThat(new TagsResolver().warnings(parse(text.formatted(", unsignedWrites: true"))))
        .containsExactly(
            "line1: writes to the plant over a session that is not signed (unsignedWrites)",
            "line1: logs in with a password over a session that is not encrypted: set security");
    assertThat(new TagsResolver().warnings(parse(text.formatted(", security: signAndEncrypt"))))
        .isEmpty();
  }

  @Test
  void clearTextToABrokerOrADeviceIsWarnedOf() {
    TagMap map =
        parse(
            """
            sources:
              a: { url: "mqtt://broker:1883", user: twin }
              b: { url: "mqtts://broker:8883", user: twin }
              c: { url: "modbus-tcp://plc:502" }
              d: { url: "mqtt://127.0.0.1:1883", user: twin }
            tags:
              - { source: a, tag: "g/n:m", thing: org.plant:P-1, feature: f, write: { min: 0, max: 1 } }
              - { source: b, tag: "g/n:m", thing: org.plant:P-2, feature: f, write: { min: 0, max: 1 } }
              - { source: c, tag: "holding:1", thing: org.plant:P-3, feature: f, write: { min: 0, max: 1 } }
              - { source: d, tag: "g/n:m", thing: org.plant:P-4, feature: f, write: { min: 0, max: 1 } }
            """);
    assertThat(new TagsResolver().warnings(map))
        .hasSize(3)
        .anyMatch(warning -> warning.startsWith("a: logs in"))
        .anyMatch(warning -> warning.startsWith("a: writes"))
        .anyMatch(warning -> warning.startsWith("c: writes over Modbus TCP"));
  }

  @Test
  void namesInAnyAlphabetStayApart() {
    // GIVEN a device of a node, and a node with a dot in its name; names in Chinese
    TagMap map =
        parse(
            """
            sources:
              a: { url: "mqtts://broker:8883" }
              b: { url: "opc.tcp://plc1:4840" }
            tags:
              - { source: a, tag: "g/a/b:温度", thing: org.plant:P-1, feature: temperature }
              - { source: a, tag: "g/a.b:压力", thing: org.plant:P-1, feature: pressure }
              - { source: b, tag: "ns=2;s=Behälter[1].流量", thing: org.plant:P-1, feature: flow }
            """);
    assertThat(map.tags().get(0).address()).isEqualTo("g/a/b:温度");
    assertThat(map.tags().get(2).address()).isEqualTo("ns=2;s=Behälter[1].流量");
  }

  @Test
  void aFeatureOfTheSuiteItselfIsAMistake() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    sources:
                      a: { url: "mqtts://broker:8883" }
                    tags:
                      - { source: a, tag: "g/a:b", thing: org.plant:P-1, feature: "forecast:rul" }
                      - { source: a, tag: "g/a:c", thing: org.plant:P-1, feature: maintenance }
                    """))
        .hasMessageContaining("line 4: feature 'forecast:rul' is written by the suite itself")
        .hasMessageContaining("line 5: feature 'maintenance' is written by the suite itself");
  }

  @Test
  void textThatUtf8CannotCarryIsAMistake() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    sources:
                      a: { url: "mqtts://broker:8883" }
                    tags:
                      - { source: a, tag: "g/a:b", thing: org.plant:P-1, feature: "temp\\ud83d" }
                    """))
        .hasMessageContaining("line 4: thing or feature is not text that UTF-8 can carry");
  }

  @Test
  void everyMistakeIsNamedWithItsLine() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    sources:
                      line1: { url: opc.tcp://plc1:4840 }
                    tags:
                      - { source: line2, tag: a, thing: org.plant:P-101, feature: vibration }
                      - { source: line1, tag: b, thing: P-102, feature: vibration, dedband: 1 }
                      - { source: line1, tag: c, thing: org.plant:P-101, feature: vibration, scale: x }
                      - { source: line1, thing: org.plant:P-103, feature: speed, write: { min: 9, max: 1 } }
                    """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 4: source 'line2' is not among [line1]")
        .hasMessageContaining("line 5: unknown key dedband")
        .hasMessageContaining("line 5: thing 'P-102'")
        .hasMessageContaining("line 6: scale is 'x', not a number")
        .hasMessageContaining("line 6: org.plant:P-101 vibration is fed by line 4 already")
        .hasMessageContaining("line 7: tag is missing")
        .hasMessageContaining("line 7: write needs min and max");
  }

  @Test
  void brokenYamlIsNamedWithItsLine() {
    assertThatThrownBy(() -> parse("sources:\n  a: [\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tags.yaml")
        .hasMessageContaining("line 3");
  }
}
