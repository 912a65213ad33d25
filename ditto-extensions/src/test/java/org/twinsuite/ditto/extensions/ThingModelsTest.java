package org.twinsuite.ditto.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.things.model.ThingsModelFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThingModelsTest {

  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "motor-pump",
        "turbofan",
        "bearing",
        "measured-point",
        "remaining-life",
        "maintenance"
      })
  void modelHasWhatWotAsksFor(String name) throws IOException {
    JsonNode model = model(name + "-1.0.0.tm.jsonld");

    assertThat(model.path("@context").path(0).asText())
        .isEqualTo("https://www.w3.org/2022/wot/td/v1.1");
    assertThat(model.path("@type").asText()).isEqualTo("tm:ThingModel");
    assertThat(model.path("title").asText()).isNotBlank();
    // what is optional must be there
    model
        .path("tm:optional")
        .forEach(pointer -> assertThat(model.at(pointer.asText()).isMissingNode()).isFalse());
    model
        .path("properties")
        .forEach(property -> assertThat(property.path("type").asText()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"motor-pump", "turbofan", "bearing"})
  void machineIsMadeOfFeaturesWhoseModelsAreThere(String name) throws IOException {
    List<String> features = new ArrayList<>();
    for (JsonNode link : model(name + "-1.0.0.tm.jsonld").path("links")) {
      assertThat(link.path("rel").asText()).isEqualTo("tm:submodel");
      assertThat(model(link.path("href").asText()).path("title").asText()).isNotBlank();
      features.add(link.path("instanceName").asText());
    }
    assertThat(features)
        .doesNotHaveDuplicates()
        .contains("forecast:rul", "maintenance")
        // each is a name Ditto takes for a feature
        .allSatisfy(
            feature ->
                assertThat(ThingsModelFactory.newFeature(feature).getId()).isEqualTo(feature));
  }

  private static JsonNode model(String file) throws IOException {
    return JSON.readTree(ThingModelsTest.class.getResource("models/" + file));
  }
}
