package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Metadata beside the values: {@code put-metadata}, {@code get-metadata}, {@code delete-metadata}.
 */
class MetadataContractTest extends DittoContract {

  private String id = "";

  private String withUnit() {
    id = newId();
    DittoApi.Answer answer =
        ditto.put(
            "things/" + id,
            "{\"attributes\":{\"t\":1},\"features\":{\"f\":{\"properties\":{\"v\":1}}}}");
    assertThat(answer.status()).isEqualTo(201);
    answer =
        ditto.put(
            "things/" + id + "/attributes/t",
            "2",
            "put-metadata",
            "[{\"key\":\"unit\",\"value\":\"Cel\"},{\"key\":\"source\",\"value\":{\"tag\":7}}]");
    assertThat(answer.status()).isEqualTo(204);
    return "things/" + id;
  }

  @Test
  void metadataIsShownOnlyWhenSelected() {
    String path = withUnit();
    assertThat(ditto.get(path).json().contains("_metadata")).isFalse();
    assertJson(
        ditto.get(path + "?fields=_metadata").json(),
        "{\"_metadata\":{\"attributes\":{\"t\":{\"unit\":\"Cel\",\"source\":{\"tag\":7}}}}}");
  }

  @Test
  void metadataOfAValueComesAsAHeader() {
    DittoApi.Answer answer = ditto.get(withUnit() + "/attributes/t", "get-metadata", "*");
    assertThat(answer.text()).isEqualTo("2");
    assertJson(json(answer.header("ditto-metadata")), "{\"unit\":\"Cel\",\"source\":{\"tag\":7}}");
  }

  @Test
  void oneKeyOfTheMetadataCanBeAskedFor() {
    DittoApi.Answer answer = ditto.get(withUnit() + "/attributes/t", "get-metadata", "unit");
    assertJson(json(answer.header("ditto-metadata")), "{\"unit\":\"Cel\"}");
  }

  @Test
  void metadataOutlastsTheNextWrite() {
    String path = withUnit();
    ditto.put(path + "/attributes/t", "3");
    assertThat(ditto.get(path + "?fields=_metadata").text()).contains("Cel");
  }

  @Test
  void metadataIsDeletedByKey() {
    String path = withUnit();
    DittoApi.Answer answer = ditto.put(path + "/attributes/t", "3", "delete-metadata", "unit");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(ditto.get(path + "?fields=_metadata").text())
        .doesNotContain("Cel")
        .contains("source");
  }

  @Test
  void metadataOfAFeatureProperty() {
    String path = withUnit();
    ditto.patch(
        path + "/features/f/properties/v",
        "5",
        "put-metadata",
        "[{\"key\":\"quality\",\"value\":\"good\"}]");
    assertJson(
        ditto.get(path + "?fields=_metadata/features").json(),
        "{\"_metadata\":{\"features\":{\"f\":{\"properties\":{\"v\":{\"quality\":\"good\"}}}}}}");
  }

  @Test
  void wildcardReachesEveryLeaf() {
    String path = withUnit();
    ditto.patch(
        path,
        "{\"features\":{\"f\":{\"properties\":{\"v\":5,\"w\":6}}}}",
        "put-metadata",
        "[{\"key\":\"*/issued\",\"value\":\"now\"}]");
    assertJson(
        ditto.get(path + "?fields=_metadata/features").json(),
        "{\"_metadata\":{\"features\":{\"f\":{\"properties\":{\"v\":{\"issued\":\"now\"},"
            + "\"w\":{\"issued\":\"now\"}}}}}}");
  }
}
