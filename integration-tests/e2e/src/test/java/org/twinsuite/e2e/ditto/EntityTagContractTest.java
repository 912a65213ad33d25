package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityTagContractTest extends DittoContract {

  @Test
  void thingsAreTaggedByRevision() {
    String id = newId();
    assertThat(ditto.put("things/" + id, "{}").header("etag")).isEqualTo("\"rev:1\"");
    assertThat(ditto.put("things/" + id, "{}").header("etag")).isEqualTo("\"rev:2\"");
    assertThat(ditto.get("things/" + id).header("etag")).isEqualTo("\"rev:2\"");
  }

  @Test
  void partsAreTaggedByHash() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    String first = ditto.get("things/" + id + "/attributes/a").header("etag");
    ditto.put("things/" + id + "/attributes/a", "2");
    assertThat(first).startsWith("\"hash:");
    assertThat(ditto.get("things/" + id + "/attributes/a").header("etag"))
        .startsWith("\"hash:")
        .isNotEqualTo(first);
  }

  @Test
  void successCarriesTheRevision() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    assertThat(ditto.get("things/" + id).header("entity-revision")).isEqualTo("1");
    assertThat(ditto.put("things/" + id + "/attributes/a", "2").header("entity-revision"))
        .isEqualTo("2");
  }

  @Test
  void ifMatchGuardsAThing() {
    String id = thing("{}");
    assertThat(ditto.put("things/" + id, "{}", "If-Match", "\"rev:1\"").status()).isEqualTo(204);

    DittoApi.Answer stale = ditto.put("things/" + id, "{}", "If-Match", "\"rev:1\"");
    assertThat(stale.status()).isEqualTo(412);
    assertJson(
        stale.json(),
        "{\"status\":412,\"error\":\"things:precondition.failed\",\"message\":\"The comparison of"
            + " precondition header 'if-match' for the requested Thing resource evaluated to false."
            + " Header value: '\\\"rev:1\\\"', actual entity-tag: '\\\"rev:2\\\"'.\","
            + "\"description\":\"The comparison of the provided precondition header with the"
            + " current ETag value of the requested Thing resource evaluated to false. Check the"
            + " value of your conditional header value.\"}");
  }

  @Test
  void ifMatchTakesAList() {
    String id = thing("{}");
    assertThat(ditto.put("things/" + id, "{}", "If-Match", "\"rev:7\",\"rev:1\"").status())
        .isEqualTo(204);
  }

  @Test
  void revisionNeverMatchesAPart() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    assertThat(ditto.put("things/" + id + "/attributes/a", "2", "If-Match", "\"rev:1\"").error())
        .isEqualTo("things:precondition.failed");
  }

  @Test
  void hashMatchesAPart() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    String path = "things/" + id + "/attributes/a";
    String tag = ditto.get(path).header("etag");
    assertThat(ditto.put(path, "2", "If-Match", tag).status()).isEqualTo(204);
    assertThat(ditto.put(path, "3", "If-Match", tag).status()).isEqualTo(412);
  }

  @Test
  void ifNoneMatchStarCreatesOnce() {
    String id = newId();
    assertThat(ditto.put("things/" + id, "{}", "If-None-Match", "*").status()).isEqualTo(201);
    assertThat(ditto.put("things/" + id, "{}", "If-None-Match", "*").status()).isEqualTo(412);
  }

  @Test
  void ifMatchStarNeedsSomethingThere() {
    String id = thing("{}");
    assertThat(ditto.put("things/" + id + "/attributes/a", "1", "If-Match", "*").status())
        .isEqualTo(412);
    assertThat(ditto.put("things/" + id, "{}", "If-Match", "*").status()).isEqualTo(204);
  }

  @Test
  void unchangedThingIsNotSentAgain() {
    String id = thing("{}");
    DittoApi.Answer answer = ditto.get("things/" + id, "If-None-Match", "\"rev:1\"");
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.text()).isEmpty();
    assertThat(ditto.get("things/" + id, "If-None-Match", "\"rev:2\"").status()).isEqualTo(200);
  }

  @Test
  void deletionIsGuardedToo() {
    String id = thing("{}");
    assertThat(ditto.delete("things/" + id, "If-Match", "\"rev:9\"").status()).isEqualTo(412);
    assertThat(ditto.delete("things/" + id, "If-Match", "\"rev:1\"").status()).isEqualTo(204);
  }
}
