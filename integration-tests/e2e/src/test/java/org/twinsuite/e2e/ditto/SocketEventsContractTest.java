package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketEventsContractTest extends DittoContract {

  private DittoSocket socket;

  @BeforeEach
  void connect() {
    socket = new DittoSocket(DittoTarget.owner());
  }

  @AfterEach
  void disconnect() {
    socket.close();
  }

  private static String text(JsonObject event, String pointer) {
    return event.getValue(pointer).map(JsonValue::asString).orElse(null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EVENTS", "MESSAGES", "LIVE-COMMANDS", "LIVE-EVENTS", "POLICY-ANNOUNCEMENTS"})
  void everyStreamIsAcknowledged(String stream) {
    socket.control("START-SEND-" + stream);
    socket.control("STOP-SEND-" + stream);
    assertThat(socket.messages()).isEmpty();
  }

  @Test
  void acknowledgementIsWithoutTheQuery() {
    socket.control("START-SEND-EVENTS?namespaces=" + NAMESPACE + "&extraFields=attributes");
    assertThat(socket.messages()).isEmpty();
  }

  @Test
  void eventsTellWhatChangedInOrder() {
    socket.control("START-SEND-EVENTS?namespaces=" + NAMESPACE);
    Instant before = Instant.now().minusSeconds(60);
    String id = thing("{\"attributes\":{\"a\":1}}");
    ditto.put("things/" + id + "/attributes/a", "2");
    ditto.patch("things/" + id + "/attributes", "{\"b\":3}");
    ditto.delete("things/" + id + "/attributes/a");
    ditto.delete("things/" + id);

    List<JsonObject> events = socket.awaitEvents(id, 5);
    assertThat(events.stream().map(e -> text(e, "topic").replaceAll(".*/", "")))
        .containsExactly("created", "modified", "merged", "deleted", "deleted");
    assertThat(events.stream().map(e -> text(e, "path")))
        .containsExactly("/", "/attributes/a", "/attributes", "/attributes/a", "/");
    assertThat(events.stream().map(e -> e.getValue("revision").orElseThrow().asLong()))
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(events.get(0).getValue("value/attributes/a")).contains(JsonValue.of(1));
    assertThat(events.get(1).getValue("value")).contains(JsonValue.of(2));
    assertJson(events.get(2).getValue("value").orElseThrow(), "{\"b\":3}");
    assertThat(events.get(3).contains("value")).isFalse();
    assertThat(Instant.parse(text(events.get(4), "timestamp"))).isAfter(before);
  }

  @Test
  void headersOfTheCommandComeWithItsEvent() {
    socket.control("START-SEND-EVENTS?namespaces=" + NAMESPACE);
    String id = thing("{}");
    ditto.put(
        "things/" + id + "/attributes/a",
        "1",
        "correlation-id",
        "contract-42",
        "twinsuite-writer",
        "contract");

    JsonObject event = socket.awaitEvents(id, 2).get(1);
    assertThat(text(event, "headers/correlation-id")).isEqualTo("contract-42");
    assertThat(text(event, "headers/twinsuite-writer")).isEqualTo("contract");
    assertThat(text(event, "headers/ditto-originator")).isEqualTo(DittoTarget.owner().subject());
  }

  @Test
  void connectionDoesNotGetTheEventsOfItsOwnCommands() {
    try (DittoSocket second = new DittoSocket(DittoTarget.owner())) {
      socket.control("START-SEND-EVENTS?namespaces=" + NAMESPACE);
      second.control("START-SEND-EVENTS?namespaces=" + NAMESPACE);
      String id = thing("{}");
      String modify = id.replace(':', '/') + "/things/twin/commands/modify";
      socket.ask(modify, "/attributes/a", "1");
      ditto.put("things/" + id + "/attributes/b", "2");

      assertThat(
              second.awaitEvents(id, 3).stream()
                  .map(e -> e.getValue("revision").orElseThrow().asLong()))
          .containsExactly(1L, 2L, 3L);
      assertThat(
              socket.awaitEvents(id, 2).stream()
                  .map(e -> e.getValue("revision").orElseThrow().asLong()))
          .containsExactly(1L, 3L);
    }
  }

  @Test
  void namespacesSelect() {
    socket.control("START-SEND-EVENTS?namespaces=org.other");
    String id = thing("{}");
    String own = cleanUp("org.other:" + id.substring(id.indexOf(':') + 1));
    ditto.put("things/" + own, "{}");
    socket.awaitEvents(own, 1);
    assertThat(socket.events(id)).isEmpty();
  }

  @Test
  void filterSelectsByWhatChanged() {
    socket.control("START-SEND-EVENTS?filter=" + encoded("gt(attributes/a,10)"));
    String id = thing("{\"attributes\":{\"a\":50}}");
    ditto.put("things/" + id + "/attributes/a", "5");
    ditto.put("things/" + id + "/attributes/other", "50");
    ditto.put("things/" + id + "/attributes/a", "11");
    assertThat(
            socket.awaitEvents(id, 2).stream()
                .map(e -> e.getValue("revision").orElseThrow().asLong()))
        .containsExactly(1L, 4L);
  }

  @Test
  void filterCanLookAtTopicAndPath() {
    String filter = "and(eq(topic:action,'modified'),like(resource:path,'/features/*'))";
    socket.control("START-SEND-EVENTS?filter=" + encoded(filter));
    String id = thing("{\"features\":{\"f\":{\"properties\":{\"v\":1}}},\"attributes\":{\"a\":1}}");
    ditto.put("things/" + id + "/attributes/a", "2");
    ditto.put("things/" + id + "/features/f/properties/v", "2");
    assertThat(socket.awaitEvents(id, 1).get(0).getValue("revision")).contains(JsonValue.of(3));
  }

  @Test
  void extraFieldsEnrichAndCanBeFilteredBy() {
    String filter = encoded("eq(attributes/site,\"Graz\")");
    socket.control("START-SEND-EVENTS?extraFields=attributes/site,definition&filter=" + filter);
    String wien = thing("{\"attributes\":{\"site\":\"Wien\"}}");
    String graz =
        thing("{\"definition\":\"org.twinsuite:pump:1.0.0\",\"attributes\":{\"site\":\"Graz\"}}");
    ditto.put("things/" + wien + "/attributes/n", "1");
    ditto.put("things/" + graz + "/attributes/n", "1");

    JsonObject event = socket.awaitEvents(graz, 2).get(1);
    assertJson(
        event.getValue("extra").orElseThrow(),
        "{\"attributes\":{\"site\":\"Graz\"},\"definition\":\"org.twinsuite:pump:1.0.0\"}");
    assertThat(socket.events(wien)).isEmpty();
  }

  @Test
  void stoppedStreamStaysSilent() {
    socket.control("START-SEND-EVENTS?namespaces=" + NAMESPACE);
    String id = thing("{}");
    socket.awaitEvents(id, 1);
    socket.control("STOP-SEND-EVENTS");
    ditto.put("things/" + id + "/attributes/a", "1");
    // an answer to a later command comes after any event would have
    socket.ask(id.replace(':', '/') + "/things/twin/commands/retrieve", "/", null);
    assertThat(socket.events(id)).hasSize(1);
  }

  @Test
  void malformedFilterIsRefused() {
    socket.send("START-SEND-EVENTS?filter=" + encoded("eq(attributes/a"));
    JsonObject answer = socket.await(message -> DittoSocket.topic(message).endsWith("/errors"));
    assertThat(text(answer, "value/error")).isEqualTo("rql.expression.invalid");
  }

  @Test
  void malformedFilterIsAnsweredOnTheUnknownTopic() {
    socket.send("START-SEND-EVENTS?filter=eq(");
    JsonObject answer = socket.await(message -> DittoSocket.status(message) == 400);
    assertThat(text(answer, "topic")).isEqualTo("unknown/unknown/things/twin/errors");
    assertThat(text(answer, "value/error")).isEqualTo("rql.expression.invalid");
  }
}
