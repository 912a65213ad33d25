package org.twinsuite.ditto.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTemplateTest {

  @Test
  void missingAndUnknownValuesAreNamed() {
    JsonTemplate policy = JsonTemplate.read("policies/machine.json");

    assertThat(policy.places())
        .containsExactly("administrator", "integration", "planner", "telemetry", "viewer");
    assertThatThrownBy(() -> policy.fill(Map.of("viewer", "x", "other", "y")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("administrator")
        .hasMessageContaining("other");
  }

  @Test
  void valuesAreEscaped() {
    String filled =
        JsonTemplate.read("policies/machine.json")
            .fill(
                Map.of(
                    "administrator", "a:\"b\\\n$1",
                    "integration", "i:i",
                    "planner", "p:p",
                    "viewer", "v:v"));

    assertThat(filled).contains("\"a:\\\"b\\\\\\u000a$1\"");
  }

  @Test
  void aValueWithADefaultMayBeLeftOut() {
    Map<String, String> subjects =
        Map.of("administrator", "a:a", "integration", "i:i", "planner", "p:p", "viewer", "v:v");
    Map<String, String> all = new java.util.HashMap<>(subjects);
    all.put("telemetry", "i:mappers");

    assertThat(JsonTemplate.read("policies/machine.json").fill(subjects))
        .contains("\"integration:telemetry\"");
    assertThat(JsonTemplate.read("policies/machine.json").fill(all))
        .contains("\"i:mappers\"")
        .doesNotContain("integration:telemetry");
  }

  @Test
  void unknownTemplateIsRefused() {
    assertThatThrownBy(() -> JsonTemplate.read("policies/none.json"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("policies/none.json");
  }
}
