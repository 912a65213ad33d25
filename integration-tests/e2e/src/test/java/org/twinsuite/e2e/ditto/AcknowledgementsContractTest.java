package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;

/** What a writer is told about who has taken notice of its change. */
class AcknowledgementsContractTest extends DittoContract {

  private static final String TIMED_OUT =
      "{\"status\":408,\"error\":\"acknowledgement:request.timeout\",\"message\":\"The"
          + " acknowledgement request reached the specified timeout of 1,000ms.\",\"description\":"
          + "\"Try increasing the timeout and make sure that the requested acknowledgement is sent"
          + " back in time.\"}";

  private static String path(String id, String acks) {
    return "things/" + id + "/attributes/a?requested-acks=" + acks;
  }

  @Test
  void persistenceIsAcknowledgedByTheUsualAnswer() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    DittoApi.Answer answer = ditto.put(path(id, "twin-persisted"), "2");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("entity-revision")).isEqualTo("2");
  }

  @Test
  void searchIndexCanBeWaitedFor() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    assertThat(ditto.put(path(id, "search-persisted&timeout=30"), "4242").status()).isEqualTo(204);
    String found = "search/things/count?namespaces=" + NAMESPACE + "&filter=";
    String mine = "and(eq(thingId,\"" + id + "\"),eq(attributes/a,4242))";
    assertThat(ditto.get(found + encoded(mine)).text()).isEqualTo("1");
  }

  @Test
  void onlyAcknowledgementThatNobodyGivesTimesOut() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    DittoApi.Answer answer = ditto.put(path(id, "nobody&timeout=1"), "2");
    assertThat(answer.status()).isEqualTo(408);
    assertJson(answer.json(), TIMED_OUT);
    // the change itself was made
    assertThat(ditto.get("things/" + id + "/attributes/a").text()).isEqualTo("2");
  }

  @Test
  void someMissingAcknowledgementsAreAFailedDependencyThatTellsOfEach() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    DittoApi.Answer answer = ditto.put(path(id, "twin-persisted,nobody&timeout=1"), "2");
    assertThat(answer.status()).isEqualTo(424);
    assertThat(answer.json().getValue("twin-persisted/status")).contains(JsonValue.of(204));
    assertThat(answer.json().getValue("nobody/status")).contains(JsonValue.of(408));
    assertJson(answer.json().getValue("nobody/payload").orElseThrow(), TIMED_OUT);
  }

  @Test
  void malformedLabelIsRefused() {
    DittoApi.Answer answer = ditto.put(path(thing("{}"), "bad%20label"), "2");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("header.invalid");
    assertThat(answer.json().getValue("invalidHeaderKey")).contains(JsonValue.of("requested-acks"));
  }

  @Test
  void subscriberThatDeclaredALabelAcknowledges() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    String label = "contract-" + UUID.randomUUID();
    try (DittoSocket subscriber = new DittoSocket(DittoTarget.owner(), "?declared-acks=" + label);
        DittoSocket writer = new DittoSocket(DittoTarget.owner())) {
      subscriber.control("START-SEND-EVENTS?namespaces=" + NAMESPACE);
      String correlationId = "ack-" + id;
      writer.sendCommand(
          correlationId,
          id.replace(':', '/') + "/things/twin/commands/modify",
          "/attributes/a",
          "2",
          "requested-acks",
          "[\"twin-persisted\",\"" + label + "\"]",
          "timeout",
          "\"10s\"");
      JsonObject event = subscriber.awaitEvents(id, 1).get(0);
      subscriber.send(acknowledgement(id, label, event, 200));

      JsonObject answer = writer.await(message -> DittoSocket.topic(message).endsWith("/acks"));
      assertThat(DittoSocket.topic(answer)).isEqualTo(id.replace(':', '/') + "/things/twin/acks");
      assertThat(DittoSocket.status(answer)).isEqualTo(200);
      assertThat(answer.getValue("value").orElseThrow().asObject().getValue(label + "/status"))
          .contains(JsonValue.of(200));
      assertThat(answer.getValue("value/twin-persisted/status")).contains(JsonValue.of(204));
    }
  }

  @Test
  void labelThatWasNotDeclaredMayNotBeUsed() {
    String id = thing("{}");
    try (DittoSocket subscriber = new DittoSocket(DittoTarget.owner())) {
      subscriber.control("START-SEND-EVENTS?namespaces=" + NAMESPACE);
      ditto.put("things/" + id + "/attributes/a", "2");
      JsonObject event = subscriber.awaitEvents(id, 1).get(0);
      subscriber.send(acknowledgement(id, "undeclared", event, 200));

      JsonObject answer = subscriber.await(message -> DittoSocket.status(message) == 400);
      assertThat(answer.getValue("value/error"))
          .contains(JsonValue.of("acknowledgement:label.not.declared"));
      assertThat(DittoSocket.topic(answer)).isEqualTo("unknown/unknown/things/twin/errors");
    }
  }

  @Test
  void labelIsDeclaredByOneSubscriberOnly() {
    String label = "contract-" + UUID.randomUUID();
    try (DittoSocket first = new DittoSocket(DittoTarget.owner(), "?declared-acks=" + label)) {
      first.control("START-SEND-EVENTS?namespaces=" + NAMESPACE);
      try (DittoSocket second = new DittoSocket(DittoTarget.owner(), "?declared-acks=" + label)) {
        JsonObject answer = second.await(message -> DittoSocket.status(message) == 409);
        assertThat(answer.getValue("value/error"))
            .contains(JsonValue.of("acknowledgement:label.not.unique"));
      }
    }
  }

  private static String acknowledgement(String id, String label, JsonObject event, int status) {
    return "{\"topic\":\""
        + id.replace(':', '/')
        + "/things/twin/acks/"
        + label
        + "\",\"headers\":{\"correlation-id\":"
        + event.getValue("headers/correlation-id").orElseThrow()
        + "},\"path\":\"/\",\"value\":{\"done\":true},\"status\":"
        + status
        + "}";
  }
}
