package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class MergeContractTest extends DittoContract {

  @Test
  void mergeKeepsWhatItDoesNotName() {
    String id = thing("{\"attributes\":{\"a\":1,\"b\":{\"c\":2,\"d\":3}}}");
    DittoApi.Answer answer =
        ditto.patch("things/" + id, "{\"attributes\":{\"b\":{\"c\":9},\"e\":5}}");
    assertThat(answer.status()).isEqualTo(204);
    assertJson(
        ditto.get("things/" + id + "/attributes").value(),
        "{\"a\":1,\"b\":{\"c\":9,\"d\":3},\"e\":5}");
  }

  @Test
  void mergeWithNullRemoves() {
    String id = thing("{\"attributes\":{\"a\":1,\"b\":2}}");
    ditto.patch("things/" + id + "/attributes", "{\"a\":null}");
    assertJson(ditto.get("things/" + id + "/attributes").value(), "{\"b\":2}");
    assertThat(ditto.patch("things/" + id + "/attributes/b", "null").status()).isEqualTo(204);
    assertThat(ditto.get("things/" + id + "/attributes/b").status()).isEqualTo(404);
  }

  @Test
  void mergeCreatesWhatIsMissingBelowAThing() {
    String id = thing("{}");
    DittoApi.Answer answer =
        ditto.patch("things/" + id + "/features/f/properties", "{\"value\":1}");
    assertThat(answer.status()).isEqualTo(204);
    assertJson(
        ditto.get("things/" + id + "/features").value(), "{\"f\":{\"properties\":{\"value\":1}}}");
  }

  @Test
  void mergeCreatesAMissingThing() {
    String id = newId();
    assertThat(ditto.patch("things/" + id, "{\"attributes\":{\"a\":1}}").status()).isEqualTo(201);
    assertJson(ditto.get("things/" + id + "/attributes").value(), "{\"a\":1}");
  }

  @Test
  void arraysAreReplacedNotMerged() {
    String id = thing("{\"attributes\":{\"a\":[1,2,3]}}");
    ditto.patch("things/" + id, "{\"attributes\":{\"a\":[4]}}");
    assertJson(ditto.get("things/" + id + "/attributes").value(), "{\"a\":[4]}");
  }

  @Test
  void otherMediaTypeIsUnsupported() {
    DittoApi.Answer answer =
        ditto.send(
            ditto
                .request("things/" + thing("{}"))
                .header("content-type", DittoApi.JSON)
                .method("PATCH", BodyPublishers.ofString("{}")));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.error()).isEqualTo("mediatype.unsupported");
    assertThat(answer.text())
        .contains("The Media-Type <application/json> is not supported for this resource.")
        .contains(DittoApi.MERGE_PATCH);
  }

  @Test
  void wholeThingCannotBeMergedAway() {
    DittoApi.Answer answer = ditto.patch("things/" + thing("{}"), "null");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("things:merge.invalid");
  }

  @Test
  void policyIdCannotBeMergedAway() {
    DittoApi.Answer answer = ditto.patch("things/" + thing("{}"), "{\"policyId\":null}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("things:policyId.notdeletable");
  }

  @Test
  void equalValueIsWrittenAgainByDefault() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    assertThat(ditto.put("things/" + id + "/attributes/a", "1").status()).isEqualTo(204);
    assertThat(ditto.get("things/" + id).header("etag")).isEqualTo("\"rev:2\"");
  }

  @Test
  void equalValueIsSkippedWhenAsked() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    DittoApi.Answer put = ditto.put("things/" + id + "/attributes/a", "1", "if-equal", "skip");
    DittoApi.Answer merge =
        ditto.patch("things/" + id, "{\"attributes\":{\"a\":1}}", "if-equal", "skip");

    assertThat(put.status()).isEqualTo(412);
    assertThat(put.error()).isEqualTo("things:precondition.failed");
    assertThat(put.text())
        .contains(
            "The previous value was equal to the new value and the 'if-equal' header was set to"
                + " 'skip'.");
    assertThat(merge.status()).isEqualTo(412);
    assertThat(ditto.get("things/" + id).header("etag")).isEqualTo("\"rev:1\"");
  }

  @Test
  void unequalValueIsWrittenThoughEqualOnesAreSkipped() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    assertThat(ditto.put("things/" + id + "/attributes/a", "2", "if-equal", "skip").status())
        .isEqualTo(204);
  }

  @Test
  void thingIdCanNeitherBeMergedAwayNorChanged() {
    String path = "things/" + thing("{}");
    assertThat(ditto.patch(path, "{\"thingId\":null}").error()).isEqualTo("things:id.notdeletable");
    assertThat(ditto.patch(path, "{\"thingId\":\"a:b\"}").error())
        .isEqualTo("things:id.notsettable");
  }

  @Test
  void removalOfWhatIsMissingSucceeds() {
    assertThat(ditto.patch("things/" + thing("{}") + "/attributes/none", "null").status())
        .isEqualTo(204);
  }

  @Test
  void minimizedMergeStillCountsARevision() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    String merge = "{\"attributes\":{\"a\":1,\"b\":2}}";
    assertThat(ditto.patch("things/" + id, merge, "if-equal", "skip-minimizing-merge").status())
        .isEqualTo(204);
    assertThat(ditto.get("things/" + id).header("etag")).isEqualTo("\"rev:2\"");
  }
}
