package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;

class EventStreamContractTest extends DittoContract {

  private int probes = 1_000_000;

  /** A stream that is known to deliver the changes of this thing's attributes. */
  private EventLines open(String path, String id) {
    return EventLines.open(ditto, path).live(() -> changed(id, "a"));
  }

  private String changed(String id, String attribute) {
    written(id, attribute);
    return Integer.toString(probes);
  }

  private DittoApi.Answer written(String id, String attribute) {
    return ditto.put("things/" + id + "/attributes/" + attribute, Integer.toString(++probes));
  }

  private static JsonValue only(EventLines stream) {
    await().atMost(Duration.ofMinutes(1)).until(() -> !stream.events().isEmpty());
    assertThat(stream.events()).hasSize(1);
    return stream.events().get(0);
  }

  @Test
  void changeIsTheChangedPartOfTheThing() {
    String id = thing("{\"attributes\":{\"a\":1,\"b\":2}}");
    try (EventLines stream = open("things?ids=" + id, id)) {
      ditto.put("things/" + id + "/attributes/a", "5");
      assertJson(only(stream), "{\"thingId\":\"" + id + "\",\"attributes\":{\"a\":5}}");
    }
  }

  @Test
  void eventsHaveNoIds() {
    String id = thing("{}");
    try (EventLines stream = open("things?ids=" + id, id)) {
      ditto.put("things/" + id + "/attributes/a", "5");
      only(stream);
      assertThat(stream.filled()).allMatch(line -> line.startsWith("data:"));
    }
  }

  @Test
  void heartbeatIsAnEmptyEventAboutEverySecond() {
    try (EventLines stream = EventLines.open(ditto, "things?namespaces=" + NAMESPACE + ".quiet")) {
      await().atMost(Duration.ofMinutes(1)).until(() -> stream.heartbeats() >= 3);
      assertThat(stream.filled()).isEmpty();
    }
  }

  @Test
  void namespacesSelect() {
    String id = thing("{}");
    try (EventLines unwanted = EventLines.open(ditto, "things?namespaces=org.other").beating();
        EventLines wanted = open("things?namespaces=" + NAMESPACE, id)) {
      ditto.put("things/" + id + "/attributes/a", "5");
      await().atMost(Duration.ofMinutes(1)).until(() -> wanted.events().toString().contains(id));
      assertThat(unwanted.events()).isEmpty();
    }
  }

  @Test
  void filterLetsOnlyMatchingChangesThrough() {
    String id = thing("{}");
    String filter = "&filter=" + encoded("gt(attributes/a,10)");
    try (EventLines stream = open("things?ids=" + id + filter, id)) {
      ditto.put("things/" + id + "/attributes/a", "5");
      ditto.put("things/" + id + "/attributes/b", "50");
      ditto.put("things/" + id + "/attributes/a", "11");
      assertJson(only(stream), "{\"thingId\":\"" + id + "\",\"attributes\":{\"a\":11}}");
    }
  }

  @Test
  void fieldsProjectAndGiveRevisionAndContext() {
    String id = thing("{}");
    String fields = "&fields=thingId,_revision,_context/topic,_context/path";
    try (EventLines stream = EventLines.open(ditto, "things?ids=" + id + fields)) {
      stream.live(() -> "\"_revision\":" + written(id, "b").header("entity-revision") + ",");
      String revision = written(id, "c").header("entity-revision");
      assertJson(
          only(stream),
          "{\"thingId\":\""
              + id
              + "\",\"_revision\":"
              + revision
              + ",\"_context\":{\"topic\":\""
              + id.replace(':', '/')
              + "/things/twin/events/created\",\"path\":\"/attributes/c\"}}");
    }
  }

  @Test
  void extraFieldsAreAdded() {
    String id = thing("{\"attributes\":{\"site\":\"Graz\",\"n\":1}}");
    try (EventLines stream = open("things?ids=" + id + "&extraFields=attributes/site", id)) {
      ditto.put("things/" + id + "/attributes/n", "2");
      assertJson(
          only(stream), "{\"thingId\":\"" + id + "\",\"attributes\":{\"site\":\"Graz\",\"n\":2}}");
    }
  }

  @Test
  void oneThingAndOnePathCanBeFollowed() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    try (EventLines part = open("things/" + id + "/attributes/a", id);
        EventLines whole = EventLines.open(ditto, "things/" + id).live(() -> changed(id, "w"))) {
      ditto.put("things/" + id + "/attributes/b", "1");
      ditto.put("things/" + id + "/attributes/a", "2");
      assertThat(only(part)).isEqualTo(JsonValue.of(2));
      await().atMost(Duration.ofMinutes(1)).until(() -> whole.events().size() == 2);
    }
  }

  @Test
  void strangerSeesNoChanges() {
    String id = thing("{}");
    try (EventLines strange = EventLines.open(other(), "things?ids=" + id).beating();
        EventLines mine = open("things?ids=" + id, id)) {
      ditto.put("things/" + id + "/attributes/a", "5");
      only(mine);
      assertThat(strange.events()).isEmpty();
    }
  }

  @Test
  void unknownFieldIsRefused() {
    DittoApi.Answer answer = ditto.get("things?fields=unknown", "Accept", "text/event-stream");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("things:field.selection.invalid");
  }
}
