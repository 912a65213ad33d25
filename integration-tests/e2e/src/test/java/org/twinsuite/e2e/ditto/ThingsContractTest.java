package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;

class ThingsContractTest extends DittoContract {

  @Test
  void putCreatesWithBodyAndLocation() {
    String id = newId();
    DittoApi.Answer answer = ditto.put("things/" + id, "{\"attributes\":{\"a\":1}}");

    assertThat(answer.status()).isEqualTo(201);
    assertJson(
        answer.json(),
        "{\"thingId\":\"" + id + "\",\"policyId\":\"" + id + "\",\"attributes\":{\"a\":1}}");
    assertThat(answer.header("location")).endsWith("/api/2/things/" + id);
  }

  @Test
  void putAgainReplacesWithoutBody() {
    String id = thing("{\"attributes\":{\"a\":1,\"b\":2}}");
    DittoApi.Answer answer = ditto.put("things/" + id, "{\"attributes\":{\"a\":3}}");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.text()).isEmpty();
    assertJson(ditto.get("things/" + id + "/attributes").value(), "{\"a\":3}");
    assertThat(ditto.get("things/" + id + "/policyId").text()).isEqualTo("\"" + id + "\"");
  }

  @Test
  void retrieveGivesWhatWasPut() {
    String id = thing("{\"definition\":\"org.twinsuite:pump:1.0.0\",\"attributes\":{\"a\":[1]}}");
    DittoApi.Answer answer = ditto.get("things/" + id);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).startsWith("application/json");
    assertJson(
        answer.json(),
        "{\"thingId\":\""
            + id
            + "\",\"policyId\":\""
            + id
            + "\",\"definition\":\"org.twinsuite:pump:1.0.0\",\"attributes\":{\"a\":[1]}}");
  }

  @Test
  void deletedThingIsGone() {
    String id = thing("{}");
    assertThat(ditto.delete("things/" + id).status()).isEqualTo(204);
    assertThat(ditto.get("things/" + id).status()).isEqualTo(404);
    assertThat(ditto.delete("things/" + id).error()).isEqualTo("things:thing.notfound");
  }

  @Test
  void revisionGoesOnAfterDeletion() {
    String id = thing("{}");
    ditto.delete("things/" + id);
    ditto.delete("policies/" + id);
    DittoApi.Answer again = ditto.put("things/" + id, "{}");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("etag")).isEqualTo("\"rev:3\"");
  }

  @Test
  void postInventsAnIdAndAPolicyOfTheSameId() {
    DittoApi.Answer answer = ditto.post("things", "{\"attributes\":{}}", DittoApi.JSON);
    String id = cleanUp(answer.json().getValue("thingId").orElseThrow().asString());

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("location")).endsWith("/api/2/things/" + id);
    assertThat(id).startsWith("org.eclipse.ditto:");
    assertThat(answer.json().getValue("policyId")).contains(JsonValue.of(id));
    assertThat(ditto.get("policies/" + id).status()).isEqualTo(200);
  }

  @Test
  void postWithAnIdIsRefused() {
    DittoApi.Answer answer = ditto.post("things", "{\"thingId\":\"org.test:x\"}", DittoApi.JSON);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("things:id.notsettable");
  }

  @Test
  void putWithAnotherIdInTheBodyIsRefused() {
    DittoApi.Answer answer = ditto.put("things/" + newId(), "{\"thingId\":\"org.test:another\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("things:id.notsettable");
  }

  @Test
  void fieldsSelectParts() {
    String id =
        thing("{\"attributes\":{\"a\":1,\"b\":2},\"features\":{\"f\":{\"properties\":{\"p\":1}}}}");
    assertJson(
        ditto.get("things/" + id + "?fields=thingId,attributes/b,features/f/properties/p").json(),
        "{\"thingId\":\""
            + id
            + "\",\"attributes\":{\"b\":2},\"features\":{\"f\":{\"properties\":{\"p\":1}}}}");
  }

  @Test
  void fieldsCanNameManyFeaturesByWildcard() {
    String id =
        thing(
            "{\"features\":{\"f\":{\"properties\":{\"p\":1,\"q\":2}},"
                + "\"g\":{\"properties\":{\"p\":3}}}}");
    assertJson(
        ditto.get("things/" + id + "?fields=features/*/properties/p").json(),
        "{\"features\":{\"f\":{\"properties\":{\"p\":1}},\"g\":{\"properties\":{\"p\":3}}}}");
  }

  @Test
  void underscoreFieldsAreShownOnlyWhenSelected() {
    String id = thing("{}");
    assertThat(ditto.get("things/" + id).json().getKeys())
        .noneMatch(key -> key.toString().startsWith("_"));

    JsonObject shown =
        ditto.get("things/" + id + "?fields=_revision,_created,_modified,_policy").json();
    assertThat(shown.getValue("_revision")).contains(JsonValue.of(1));
    assertThat(Instant.parse(shown.getValue("_created").orElseThrow().asString()))
        .isEqualTo(Instant.parse(shown.getValue("_modified").orElseThrow().asString()));
    assertThat(shown.getValue("_policy/policyId")).contains(JsonValue.of(id));
  }

  @Test
  void unknownFieldSelectsNothing() {
    DittoApi.Answer answer = ditto.get("things/" + thing("{}") + "?fields=unknown");
    assertThat(answer.status()).isEqualTo(200);
    assertJson(answer.json(), "{}");
  }

  @Test
  void severalThingsByTheirIdsWithoutThoseThatAreMissing() {
    String a = thing("{}");
    String b = thing("{}");
    DittoApi.Answer answer =
        ditto.get("things?ids=" + a + "," + b + ",org.test:missing&fields=thingId");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.value().asArray())
        .containsExactlyInAnyOrder(
            JsonFactory.newObject("{\"thingId\":\"" + a + "\"}"),
            JsonFactory.newObject("{\"thingId\":\"" + b + "\"}"));
  }

  @Test
  void inlinePolicyIsStored() {
    String id = newId();
    String policy =
        "{\"entries\":{\"own\":{\"subjects\":{\""
            + DittoTarget.owner().subject()
            + "\":{\"type\":\"t\"}},\"resources\":{\"policy:/\":{\"grant\":[\"READ\",\"WRITE\"],"
            + "\"revoke\":[]},\"thing:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}}}}}";
    assertThat(ditto.put("things/" + id, "{\"_policy\":" + policy + "}").status()).isEqualTo(201);
    assertThat(ditto.get("policies/" + id).json().contains("entries/own")).isTrue();
  }

  @Test
  void unknownPolicyIsRefused() {
    DittoApi.Answer answer =
        ditto.put("things/" + newId(), "{\"policyId\":\"org.test:no-such-policy\"}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("policies:policy.notfound");
  }

  @Test
  void takenPolicyIsRefused() {
    String id = thing("{}");
    ditto.delete("things/" + id);
    DittoApi.Answer answer = ditto.put("things/" + id, "{}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("things:thing.notcreatable");
  }

  @Test
  void definitionIsWrittenReadAndDeleted() {
    String path = "things/" + thing("{}") + "/definition";
    assertThat(ditto.get(path).error()).isEqualTo("things:definition.notfound");
    assertThat(ditto.put(path, "\"org.twinsuite:pump:1.0.0\"").status()).isEqualTo(201);
    assertThat(ditto.put(path, "\"org.twinsuite:pump:1.1.0\"").status()).isEqualTo(204);
    assertThat(ditto.get(path).text()).isEqualTo("\"org.twinsuite:pump:1.1.0\"");
    assertThat(ditto.delete(path).status()).isEqualTo(204);
    assertThat(ditto.get(path).status()).isEqualTo(404);
  }

  @Test
  void malformedDefinitionIsRefused() {
    DittoApi.Answer answer = ditto.put("things/" + thing("{}") + "/definition", "\"nonsense\"");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("things:definition.identifier.invalid");
  }

  @Test
  void tooLargeThingIsRefused() {
    String large = "x".repeat(120_000);
    DittoApi.Answer answer =
        ditto.put("things/" + newId(), "{\"attributes\":{\"a\":\"" + large + "\"}}");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).isEqualTo("things:thing.toolarge");
  }

  @Test
  void thingThatGrowsTooLargeIsRefused() {
    String id = thing("{\"attributes\":{\"a\":\"" + "x".repeat(60_000) + "\"}}");
    DittoApi.Answer answer =
        ditto.put("things/" + id + "/attributes/b", "\"" + "y".repeat(60_000) + "\"");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(ditto.get("things/" + id + "/attributes/b").status()).isEqualTo(404);
  }

  @Test
  void writeWithoutRequiredResponseIsAccepted() {
    String id = thing("{}");
    assertThat(ditto.put("things/" + id + "/attributes/a?response-required=false", "1").status())
        .isEqualTo(202);
  }
}
