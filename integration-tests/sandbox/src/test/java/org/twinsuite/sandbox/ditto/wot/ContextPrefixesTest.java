package org.twinsuite.sandbox.ditto.wot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.ditto.extensions.JsonTemplate;

/** Thing Models that Ditto 3.9.0 and later refuse for their prefixes, and those it takes. */
final class ContextPrefixesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"links\":[{\"instanceName\":\"forecast:rul\"}]} | forecast",
        "{\"properties\":{\"a\":{\"ace:x\":1}}} | ace",
        "{\"scheme\":\"ace:Scheme\",\"x\":[[\"b:c\"]]} | ace,b",
        "{\"@context\":\"https://www.w3.org/2022/wot/td/v1.1\",\"ditto:category\":\"x\"} | ditto",
      })
  void prefixesThatAreNotDefinedAreFound(String model, String prefixes) {
    assertThat(ContextPrefixes.undefined(JsonObject.of(model)))
        .containsExactlyElementsOf(List.of(prefixes.split(",")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"@context\":[\"u\",{\"forecast\":\"https://x#\"}],\"links\":[{\"instanceName\":\"forecast:rul\"}]}",
        "{\"@type\":\"tm:ThingModel\",\"href\":\"https://x/y\",\"id\":\"urn:a:b\"}",
        "{\"time\":\"12:30\",\"text\":\": a\",\"n\":null}"
      })
  void othersAreTaken(String model) {
    assertThat(ContextPrefixes.undefined(JsonObject.of(model))).isEmpty();
  }

  @Test
  void theShippedModelsDefineTheirs() {
    for (String name : List.of("motor-pump", "bearing", "turbofan", "forecast", "maintenance")) {
      String model = JsonTemplate.read("models/" + name + "-1.0.0.tm.jsonld").fill(Map.of());

      assertThat(ContextPrefixes.undefined(JsonObject.of(model))).as(name).isEmpty();
    }
  }
}
