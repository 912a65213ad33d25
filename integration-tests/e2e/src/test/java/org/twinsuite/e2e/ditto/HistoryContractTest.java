package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryContractTest extends DittoContract {

  private String id;

  @BeforeEach
  void fiveRevisions() {
    id = thing("{\"attributes\":{\"a\":1}}");
    ditto.put("things/" + id + "/attributes/a", "2");
    ditto.patch("things/" + id + "/attributes", "{\"b\":3}");
    ditto.put("things/" + id + "/attributes/a", "4");
    ditto.delete("things/" + id + "/attributes/b");
  }

  private List<JsonValue> stream(String query) {
    try (EventLines lines = EventLines.open(ditto, "things/" + id + "?" + query)) {
      await().atMost(Duration.ofMinutes(1)).until(lines::ended);
      return lines.events();
    }
  }

  private List<Long> revisions(String query) {
    return stream(query + "&fields=thingId,_revision").stream()
        .map(event -> event.asObject().getValue("_revision").orElseThrow().asLong())
        .toList();
  }

  @Test
  void stateAtARevision() {
    DittoApi.Answer answer = ditto.get("things/" + id, "at-historical-revision", "3");
    assertThat(answer.status()).isEqualTo(200);
    assertJson(answer.json().getValue("attributes").orElseThrow(), "{\"a\":2,\"b\":3}");
  }

  @Test
  void partOfTheStateAtARevision() {
    assertThat(ditto.get("things/" + id + "/attributes/a", "at-historical-revision", "1").text())
        .isEqualTo("1");
  }

  @Test
  void stateBeforeATime() {
    Instant modified =
        Instant.parse(
            ditto
                .get("things/" + id + "?fields=_modified", "at-historical-revision", "4")
                .json()
                .getValue("_modified")
                .orElseThrow()
                .asString());
    DittoApi.Answer before = ditto.get("things/" + id, "at-historical-timestamp", "" + modified);
    DittoApi.Answer at =
        ditto.get("things/" + id, "at-historical-timestamp", "" + modified.plusNanos(1000));
    assertThat(before.json().getValue("attributes/a")).contains(JsonValue.of(2));
    assertThat(at.json().getValue("attributes/a")).contains(JsonValue.of(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"})
  void timeBeforeTheThingOrInTheFutureIsNotFound(String time) {
    DittoApi.Answer answer = ditto.get("things/" + id, "at-historical-timestamp", time);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("things:thing.history.notfound");
    assertThat(answer.text()).contains("at timestamp '" + time + "' could not be found");
  }

  @Test
  void negativeRevisionCountsFromTheCurrentOne() {
    assertThat(ditto.get("things/" + id, "at-historical-revision", "-1").header("etag"))
        .isEqualTo("\"rev:4\"");
  }

  @Test
  void historicalRevisionMustBeANumber() {
    DittoApi.Answer answer = ditto.get("things/" + id, "at-historical-revision", "x");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("header.invalid");
  }

  @Test
  void eventsWithoutTheirThingIdCannotShowTheContext() {
    assertThat(stream("from-historical-revision=1&fields=_context")).isEmpty();
  }

  @Test
  void policiesHaveAHistoryToo() {
    ditto.put("policies/" + id + "/entries/DEFAULT/subjects/test:more", "{\"type\":\"t\"}");
    DittoApi.Answer answer = ditto.get("policies/" + id, "at-historical-revision", "1");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("etag")).isEqualTo("\"rev:1\"");
    assertThat(answer.text()).doesNotContain("test:more");
  }

  @Test
  void revisionThatIsNotThereIsNotFound() {
    DittoApi.Answer answer = ditto.get("things/" + id, "at-historical-revision", "99");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("things:thing.history.notfound");
  }

  @Test
  void historyIsAStreamThatEnds() {
    List<JsonValue> events = stream("from-historical-revision=1");
    assertThat(events).hasSize(5);
    assertThat(events.get(1))
        .isEqualTo(json("{\"thingId\":\"" + id + "\",\"attributes\":{\"a\":2}}"));
  }

  @Test
  void rangeOfRevisions() {
    assertThat(revisions("from-historical-revision=2&to-historical-revision=4"))
        .containsExactly(2L, 3L, 4L);
    assertThat(revisions("from-historical-revision=4")).containsExactly(4L, 5L);
  }

  @Test
  void negativeRevisionsCountFromTheCurrentOne() {
    assertThat(revisions("from-historical-revision=-1")).endsWith(5L).doesNotContain(1L, 2L);
  }

  @Test
  void rangeOfTimes() {
    assertThat(revisions("from-historical-timestamp=" + Instant.now().minusSeconds(600)))
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(stream("from-historical-timestamp=" + Instant.now().plusSeconds(600))).isEmpty();
  }

  @Test
  void contextTellsPathAndValue() {
    List<JsonValue> events =
        stream("from-historical-revision=3&to-historical-revision=3&fields=thingId,_context");
    JsonObject context = events.get(0).asObject().getValue("_context").orElseThrow().asObject();
    assertThat(context.getValue("topic"))
        .contains(JsonValue.of(id.replace(':', '/') + "/things/twin/events/merged"));
    assertThat(context.getValue("path")).contains(JsonValue.of("/attributes"));
    assertJson(context.getValue("value").orElseThrow(), "{\"b\":3}");
  }

  @Test
  void filterSelectsEvents() {
    assertThat(revisions("from-historical-revision=1&filter=" + encoded("gt(attributes/a,1)")))
        .containsExactly(2L, 4L);
  }

  @Test
  void historyOfAHiddenThingIsNotFound() {
    DittoApi.Answer answer = other().get("things/" + id, "at-historical-revision", "1");
    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void persistedEventsAreStreamedOverTheWebSocketOnDemand() {
    String prefix = id.replace(':', '/') + "/things/twin/streaming/";
    try (DittoSocket socket = new DittoSocket(DittoTarget.owner())) {
      JsonObject created =
          socket.ask(prefix + "subscribeForPersistedEvents", "/", "{\"fromHistoricalRevision\":2}");
      assertThat(DittoSocket.topic(created)).isEqualTo(prefix + "created");
      String stream = created.getValue("value/subscriptionId").orElseThrow().asString();

      request(socket, prefix, stream, 2);
      await().atMost(Duration.ofMinutes(1)).until(() -> items(socket, prefix).size() == 2);
      assertThat(socket.messages().toString()).doesNotContain(prefix + "complete");

      request(socket, prefix, stream, 10);
      socket.await(message -> DittoSocket.topic(message).equals(prefix + "complete"));
      assertThat(
              items(socket, prefix).stream()
                  .map(item -> item.getValue("revision").orElseThrow().asLong()))
          .containsExactly(2L, 3L, 4L, 5L);
      assertThat(items(socket, prefix).get(0).getValue("path"))
          .contains(JsonValue.of("/attributes/a"));
    }
  }

  private static void request(DittoSocket socket, String prefix, String stream, int demand) {
    socket.send(
        "{\"topic\":\""
            + prefix
            + "request\",\"path\":\"/\",\"value\":{\"subscriptionId\":\""
            + stream
            + "\",\"demand\":"
            + demand
            + "}}");
  }

  private static List<JsonObject> items(DittoSocket socket, String prefix) {
    return socket.messages().stream()
        .filter(message -> DittoSocket.topic(message).equals(prefix + "next"))
        .map(message -> message.getValue("value/item").orElseThrow().asObject())
        .toList();
  }
}
