package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Policies that take in entries of others. */
class PolicyImportsContractTest extends DittoContract {

  private static String entry(String subject, String resource, String importable) {
    return "{\"subjects\":{\""
        + subject
        + "\":{\"type\":\"t\"}},\"resources\":{\""
        + resource
        + "\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}},\"importable\":\""
        + importable
        + "\"}";
  }

  /** A policy whose entry {@code viewer} gives the second subject the attributes. */
  private String importedPolicy(String importable) {
    other();
    String id = newId();
    String policy =
        "{\"entries\":{\"own\":"
            + entry(DittoTarget.owner().subject(), "policy:/", "never")
            + ",\"viewer\":"
            + entry(DittoTarget.other().subject(), "thing:/attributes", importable)
            + "}}";
    assertThat(ditto.put("policies/" + id, policy).status()).isEqualTo(201);
    return id;
  }

  private DittoApi.Answer readByOther(String id) {
    return other().get("things/" + id + "/attributes");
  }

  @Test
  void policyShowsItsImportsAndWhatMayBeImportedOfIt() {
    String id = thing("{}");
    assertJson(ditto.get("policies/" + id + "/imports").value(), "{}");
    assertThat(ditto.get("policies/" + id + "/entries/DEFAULT/importable").text())
        .isEqualTo("\"implicit\"");
    assertThat(ditto.put("policies/" + id + "/entries/DEFAULT/importable", "\"never\"").status())
        .isEqualTo(204);
  }

  @Test
  void implicitEntriesApplyWithoutBeingNamed() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    String imported = importedPolicy("implicit");
    String path = "policies/" + id + "/imports/" + imported;
    assertThat(readByOther(id).status()).isEqualTo(404);
    assertThat(ditto.put(path, "{\"entries\":[]}").status()).isEqualTo(201);
    assertJson(ditto.get(path).value(), "{\"entries\":[]}");
    assertJson(readByOther(id).value(), "{\"a\":1}");

    assertThat(ditto.delete(path).status()).isEqualTo(204);
    assertThat(readByOther(id).status()).isEqualTo(404);
  }

  @Test
  void explicitEntriesApplyOnlyWhenNamed() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    String imported = importedPolicy("explicit");
    String path = "policies/" + id + "/imports/" + imported;
    ditto.put(path, "{\"entries\":[]}");
    assertThat(readByOther(id).status()).isEqualTo(404);
    assertThat(ditto.put(path, "{\"entries\":[\"viewer\"]}").status()).isEqualTo(204);
    assertJson(readByOther(id).value(), "{\"a\":1}");
  }

  @Test
  void changeOfAnImportedPolicyApplies() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    String imported = importedPolicy("implicit");
    ditto.put("policies/" + id + "/imports/" + imported, "{}");
    assertThat(readByOther(id).status()).isEqualTo(200);
    assertThat(ditto.delete("policies/" + imported + "/entries/viewer").status()).isEqualTo(204);
    assertThat(readByOther(id).status()).isEqualTo(404);
  }

  @Test
  void missingImportIsNotFound() {
    DittoApi.Answer answer = ditto.get("policies/" + thing("{}") + "/imports/org.test:none");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("policies:import.notfound");
  }

  @Test
  void importOfAMissingPolicyIsRefused() {
    DittoApi.Answer answer = ditto.put("policies/" + thing("{}") + "/imports/org.test:none", "{}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("policies:policy.notfound");
  }

  @Test
  void policyCannotImportItself() {
    String id = thing("{}");
    DittoApi.Answer answer = ditto.put("policies/" + id + "/imports/" + id, "{}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("policies:import.invalid");
  }
}
