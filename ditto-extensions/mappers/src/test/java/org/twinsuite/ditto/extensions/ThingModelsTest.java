package org.twinsuite.ditto.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.ditto.things.model.ThingsModelFactory;
import org.junit.jupiter.api.Test;
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
        "forecast",
        "remaining-life",
        "anomaly",
        "maintenance",
        "health",
        "baselines",
        "data-quality",
        "stock",
        "production",
        "connectivity"
      })
  void modelHasWhatWotAsksFor(String name) throws IOException {
    JsonNode model = model(name + "-1.0.0.tm.jsonld");

    assertThat(model.path("@context").path(0).asText())
        .isEqualTo("https://www.w3.org/2022/wot/td/v1.1");
    assertThat(model.path("@type").asText()).isEqualTo("tm:ThingModel");
    assertThat(model.path("title").asText()).isNotBlank();
    assertThat(undefinedPrefixes(model)).as("Ditto 3.9.0 and later refuse them").isEmpty();
    // what is optional must be there
    JsonNode all = JSON.createObjectNode().set("properties", whole(model));
    model
        .path("tm:optional")
        .forEach(pointer -> assertThat(all.at(pointer.asText()).isMissingNode()).isFalse());
    model
        .path("properties")
        .forEach(property -> assertThat(property.path("type").asText()).isNotBlank());
    // links lead to a model that lies beside, whatever URL the folder gets
    for (JsonNode link : model.path("links")) {
      assertThat(link.path("href").asText()).matches("[a-z-]+-1\\.0\\.0\\.tm\\.jsonld");
      assertThat(model(link.path("href").asText()).path("title").asText()).isNotBlank();
    }
  }

  /** Each key and text like {@code prefix:name} is a compact URI to Ditto since 3.9.0. */
  private static Set<String> undefinedPrefixes(JsonNode model) {
    Set<String> prefixes = new TreeSet<>();
    ObjectNode without = model.deepCopy();
    without.remove("@context");
    Matcher compact =
        Pattern.compile("\"([a-zA-Z][a-zA-Z0-9_-]*):(?!//)[a-zA-Z][^\"]*\"")
            .matcher(without.toString());
    while (compact.find()) {
      prefixes.add(compact.group(1));
    }
    prefixes.remove("tm"); // of the context of WoT Thing Descriptions itself
    prefixes.remove("urn");
    model.path("@context").forEach(part -> part.fieldNames().forEachRemaining(prefixes::remove));
    return prefixes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "measured-point",
        "forecast",
        "remaining-life",
        "anomaly",
        "maintenance",
        "health",
        "stock",
        "production",
        "connectivity"
      })
  void nothingIsInventedForAFeatureThatNobodyWroteYet(String name) throws IOException {
    // Ditto gives a new thing a value for each property that is not optional
    JsonNode model = model(name + "-1.0.0.tm.jsonld");
    Set<String> optional = new TreeSet<>();
    model.path("tm:optional").forEach(pointer -> optional.add(pointer.asText()));
    assertThat(optional).isNotEmpty();
    assertThat(whole(model).fieldNames())
        .toIterable()
        .allSatisfy(property -> assertThat(optional).contains("/properties/" + property));
  }

  /** The properties of a model and of those it extends. */
  private static ObjectNode whole(JsonNode model) throws IOException {
    ObjectNode properties = JSON.createObjectNode();
    for (JsonNode link : model.path("links")) {
      if (link.path("rel").asText().equals("tm:extends")) {
        properties.setAll(whole(model(link.path("href").asText())));
      }
    }
    model.path("properties").properties().forEach(p -> properties.set(p.getKey(), p.getValue()));
    return properties;
  }

  @Test
  void theReadmeTellsEachModelAndHowItsLinksBecomeUrls() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).contains("beside each other", "absolute", "sed ");
    Path models = Path.of("src/main/resources/org/twinsuite/ditto/extensions/models");
    try (Stream<Path> files = Files.list(models)) {
      assertThat(files.map(file -> file.getFileName().toString().replace("-1.0.0.tm.jsonld", "")))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(readme).contains('`' + name + '`'));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"motor-pump", "turbofan", "bearing"})
  void machineIsMadeOfFeaturesWhoseModelsAreThere(String name) throws IOException {
    List<String> features = new ArrayList<>();
    for (JsonNode link : model(name + "-1.0.0.tm.jsonld").path("links")) {
      assertThat(link.path("rel").asText()).isEqualTo("tm:submodel");
      features.add(link.path("instanceName").asText());
    }
    assertThat(features)
        .doesNotHaveDuplicates()
        .contains("forecast:rul", "maintenance", "health", "baselines", "data-quality")
        // each is a name Ditto takes for a feature
        .allSatisfy(
            feature ->
                assertThat(ThingsModelFactory.newFeature(feature).getId()).isEqualTo(feature));
  }

  private static JsonNode model(String file) throws IOException {
    return JSON.readTree(ThingModelsTest.class.getResource("models/" + file));
  }
}
