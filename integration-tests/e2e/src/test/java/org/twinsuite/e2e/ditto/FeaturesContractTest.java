package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeaturesContractTest extends DittoContract {

  private static final String ONE = "{\"features\":{\"f\":{\"properties\":{\"value\":1}}}}";

  @Test
  void newFeatureIsCreatedWithItsValue() {
    String path = "things/" + thing("{}") + "/features/forecast:rul";
    DittoApi.Answer answer = ditto.put(path, "{\"properties\":{\"value\":7}}");
    assertThat(answer.status()).isEqualTo(201);
    assertJson(answer.json(), "{\"properties\":{\"value\":7}}");
    assertThat(ditto.put(path, "{\"properties\":{}}").status()).isEqualTo(204);
  }

  @Test
  void propertyIsCreatedThenModified() {
    String path = "things/" + thing(ONE) + "/features/f/properties/quality/severity";
    assertThat(ditto.put(path, "\"good\"").status()).isEqualTo(201);
    assertThat(ditto.put(path, "\"bad\"").status()).isEqualTo(204);
    assertThat(ditto.get(path).text()).isEqualTo("\"bad\"");
  }

  @Test
  void missingFeatureIsNotFound() {
    String id = thing(ONE);
    DittoApi.Answer answer = ditto.get("things/" + id + "/features/x");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("things:feature.notfound");
    assertThat(answer.text())
        .contains(
            "The Feature with ID 'x' on the Thing with ID '" + id + "' could not be found or");
  }

  @Test
  void propertyOfAMissingFeatureIsAMissingFeature() {
    String id = thing(ONE);
    DittoApi.Answer answer = ditto.put("things/" + id + "/features/x/properties/value", "1");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("things:feature.notfound");
  }

  @Test
  void missingPropertyIsNotFound() {
    DittoApi.Answer answer = ditto.get("things/" + thing(ONE) + "/features/f/properties/missing");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("things:feature.property.notfound");
  }

  @Test
  void propertiesAreReplacedAndDeletedAsAWhole() {
    String path = "things/" + thing(ONE) + "/features/f/properties";
    assertThat(ditto.put(path, "{\"value\":2,\"unit\":\"Cel\"}").status()).isEqualTo(204);
    assertJson(ditto.get(path).value(), "{\"value\":2,\"unit\":\"Cel\"}");
    assertThat(ditto.delete(path).status()).isEqualTo(204);
    assertThat(ditto.get(path).error()).isEqualTo("things:feature.properties.notfound");
  }

  @Test
  void propertyIsDeletedOnce() {
    String path = "things/" + thing(ONE) + "/features/f/properties/value";
    assertThat(ditto.delete(path).status()).isEqualTo(204);
    assertThat(ditto.delete(path).error()).isEqualTo("things:feature.property.notfound");
  }

  @Test
  void desiredPropertiesStandBesideProperties() {
    String path = "things/" + thing(ONE) + "/features/f/desiredProperties";
    assertThat(ditto.get(path).error()).isEqualTo("things:feature.desiredProperties.notfound");
    assertThat(ditto.put(path + "/value", "5").status()).isEqualTo(201);
    assertJson(ditto.get(path).value(), "{\"value\":5}");
  }

  @Test
  void featureDefinitionIsAListOfIdentifiers() {
    String path = "things/" + thing(ONE) + "/features/f/definition";
    assertThat(ditto.put(path, "[\"org.twinsuite:sensor:1.0.0\"]").status()).isEqualTo(201);
    assertJson(ditto.get(path).value(), "[\"org.twinsuite:sensor:1.0.0\"]");
    assertThat(ditto.delete(path).status()).isEqualTo(204);
    assertThat(ditto.get(path).error()).isEqualTo("things:feature.definition.notfound");
  }

  @Test
  void featuresAreReadAndDeletedAsAWhole() {
    String path = "things/" + thing(ONE) + "/features";
    assertJson(ditto.get(path).value(), "{\"f\":{\"properties\":{\"value\":1}}}");
    assertThat(ditto.delete(path).status()).isEqualTo(204);
    assertThat(ditto.get(path).error()).isEqualTo("things:features.notfound");
  }

  @Test
  void fieldsSelectWithinFeatures() {
    String path = "things/" + thing(ONE) + "/features/f?fields=properties/value";
    assertJson(ditto.get(path).value(), "{\"properties\":{\"value\":1}}");
  }
}
