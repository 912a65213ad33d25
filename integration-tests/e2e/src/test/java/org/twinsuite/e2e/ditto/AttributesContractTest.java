package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttributesContractTest extends DittoContract {

  @Test
  void newAttributeIsCreatedWithItsValue() {
    String path = "things/" + thing("{}") + "/attributes/isa95/site";
    DittoApi.Answer answer = ditto.put(path, "\"Graz\"");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text()).isEqualTo("\"Graz\"");
    assertThat(ditto.get(path).text()).isEqualTo("\"Graz\"");
  }

  @Test
  void knownAttributeIsReplacedWithoutBody() {
    String path = "things/" + thing("{\"attributes\":{\"a\":1}}") + "/attributes/a";
    DittoApi.Answer answer = ditto.put(path, "{\"b\":null}");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.text()).isEmpty();
    assertThat(ditto.get(path).text()).isEqualTo("{\"b\":null}");
  }

  @Test
  void missingAttributeIsNotFound() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    DittoApi.Answer answer = ditto.get("things/" + id + "/attributes/x/y");
    assertThat(answer.status()).isEqualTo(404);
    assertJson(
        answer.json(),
        "{\"status\":404,\"error\":\"things:attribute.notfound\",\"message\":\"The attribute with"
            + " key '/x/y' on the thing with ID '"
            + id
            + "' could not be found or the requester had insufficient permissions to access it.\","
            + "\"description\":\"Check if the ID of the thing and the key of your requested"
            + " attribute was correct and you have sufficient permissions.\"}");
  }

  @Test
  void thingWithoutAttributesHasNone() {
    DittoApi.Answer answer = ditto.get("things/" + thing("{}") + "/attributes");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("things:attributes.notfound");
  }

  @Test
  void attributesAreReplacedAndDeletedAsAWhole() {
    String path = "things/" + thing("{}") + "/attributes";
    assertThat(ditto.put(path, "{\"a\":1}").status()).isEqualTo(201);
    assertThat(ditto.put(path, "{\"b\":2}").status()).isEqualTo(204);
    assertJson(ditto.get(path).value(), "{\"b\":2}");
    assertThat(ditto.delete(path).status()).isEqualTo(204);
    assertThat(ditto.get(path).status()).isEqualTo(404);
  }

  @Test
  void attributeIsDeletedOnce() {
    String path = "things/" + thing("{\"attributes\":{\"a\":1,\"b\":2}}") + "/attributes/a";
    assertThat(ditto.delete(path).status()).isEqualTo(204);
    assertThat(ditto.delete(path).error()).isEqualTo("things:attribute.notfound");
  }

  @Test
  void attributeOfAMissingThingIsAMissingThing() {
    DittoApi.Answer answer = ditto.put("things/" + newId() + "/attributes/a", "1");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("things:thing.notfound");
  }
}
