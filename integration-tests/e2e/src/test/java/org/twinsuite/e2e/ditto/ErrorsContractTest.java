package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.eclipse.ditto.json.JsonValue;
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

  @Test
  void missingCredentials() {
    DittoApi.Answer answer = ditto.send(DittoApi.anonymous("things/org.test:x"));
    assertThat(answer.status()).isEqualTo(401);
    assumeTrue(DittoTarget.owner().preAuthenticated(), "a proxy in front answers in its own words");
    assertJson(
        answer.json(),
        "{\"status\":401,\"error\":\"gateway:authentication.failed\",\"message\":\"No applicable"
            + " authentication provider was found!\",\"description\":\"Check if your credentials"
            + " were correct.\"}");
  }

  @Test
  void methodNotAllowed() {
    assertThat(ditto.delete("things").status()).isEqualTo(405);
    assertThat(ditto.delete("things/" + thing("{}") + "/policyId").status()).isEqualTo(405);
  }

  @Test
  void valueThatIsNoObject() {
    DittoApi.Answer answer = ditto.put("things/" + newId(), "[]");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("json.invalid");
    assertThat(answer.text()).contains("<[]> is not a valid JSON object!");
  }

  @Test
  void missingBody() {
    String id = thing("{}");
    DittoApi.Answer whole = ditto.put("things/" + id, "");
    assertThat(whole.status()).isEqualTo(400);
    assertThat(whole.error()).isEqualTo("json.format.invalid");
    DittoApi.Answer part = ditto.put("things/" + id + "/attributes/a", "");
    assertThat(part.status()).isEqualTo(400);
    assertThat(part.error()).isEqualTo("json.invalid");
    assertThat(part.text()).contains("must not be empty!");
  }

  @Test
  void emptySegmentOfAPath() {
    DittoApi.Answer answer = ditto.put("things/" + thing("{}") + "/attributes//a", "1");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("json.pointer.invalid");
  }

  @Test
  void malformedFieldSelector() {
    DittoApi.Answer answer = ditto.get("things/" + thing("{}") + "?fields=attributes(");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("json.fieldselector.invalid");
  }

  @Test
  void malformedEntityTag() {
    DittoApi.Answer answer = ditto.get("things/" + thing("{}"), "If-Match", "nonsense");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("header.invalid");
    assertThat(answer.json().getValue("invalidHeaderKey")).contains(JsonValue.of("if-match"));
  }

  @Test
  void tooLargeThingTellsBothSizes() {
    String large = "{\"attributes\":{\"a\":\"" + "x".repeat(120_000) + "\"}}";
    DittoApi.Answer answer = ditto.put("things/" + newId(), large);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text())
        .matches(
            ".*The size of '117[.]\\d+' kB exceeds the maximal allowed Thing size of '100' kB.*");
  }

  @Test
  void webSocketPathOverPlainHttp() {
    DittoApi.Answer answer = ditto.get("/ws/2");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("Expected WebSocket Upgrade request");
  }
}
