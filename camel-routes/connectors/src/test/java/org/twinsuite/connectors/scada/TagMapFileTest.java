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
              line1: { url: opc.tcp://plc1:4840, publishing: 250 }
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
