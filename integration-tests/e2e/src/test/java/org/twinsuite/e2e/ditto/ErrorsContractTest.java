package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorsContractTest extends DittoContract {

  @Test
  void missingThing() {
    DittoApi.Answer answer = ditto.get("things/org.test:missing");
    assertThat(answer.status()).isEqualTo(404);
    assertJson(
        answer.json(),
        "{\"status\":404,\"error\":\"things:thing.notfound\",\"message\":\"The Thing with ID"
            + " 'org.test:missing' could not be found or requester had insufficient permissions to"
            + " access it.\",\"description\":\"Check if the ID of your requested Thing was correct"
            + " and you have sufficient permissions.\"}");
  }

  @Test
  void idWithoutNamespace() {
    DittoApi.Answer answer = ditto.get("things/nonamespace");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("things:id.invalid");
    assertThat(answer.text()).contains("Thing ID 'nonamespace' is not valid!");
  }

  @Test
  void malformedJson() {
    DittoApi.Answer answer = ditto.put("things/" + newId(), "{\"attributes\":");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("json.invalid");
    assertThat(answer.text()).contains("Failed to parse JSON string");
  }

  @Test
  void attributesThatAreNoObject() {
    DittoApi.Answer answer = ditto.put("things/" + thing("{}") + "/attributes", "[1]");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().contains("error")).isTrue();
  }

  @Test
  void unsupportedMediaType() {
    DittoApi.Answer answer = ditto.post("things", "<thing/>", "application/xml");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.error()).isEqualTo("mediatype.unsupported");
  }

  @Test
  void malformedRql() {
    DittoApi.Answer answer = ditto.get("search/things?filter=" + encoded("eq(attributes/a"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("rql.expression.invalid");
  }

  @Test
  void correlationIdComesBack() {
    String correlationId = "contract-" + newId();
    assertThat(
            ditto
                .get("things/org.test:missing", "correlation-id", correlationId)
                .header("correlation-id"))
        .isEqualTo(correlationId);
  }

  @Test
  void unknownPlace() {
    assertThat(ditto.get("things/" + thing("{}") + "/nonsense").status()).isEqualTo(404);
    assertThat(ditto.get("/api/2/nonsense").status()).isEqualTo(404);
  }
}
