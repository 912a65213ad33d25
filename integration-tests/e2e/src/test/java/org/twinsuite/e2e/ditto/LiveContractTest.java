package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveContractTest extends DittoContract {

  private DittoSocket device;
  private DittoSocket application;
  private String id;
  private String live;

  @BeforeEach
  void connect() {
    id = thing("{\"attributes\":{\"a\":1}}");
    live = id.replace(':', '/') + "/things/live/";
    device = new DittoSocket(DittoTarget.owner());
    application = new DittoSocket(DittoTarget.owner());
  }

  @AfterEach
  void disconnect() {
    device.close();
    application.close();
  }

  @Test
  void liveCommandIsAnsweredByTheDeviceAndNotByTheTwin() {
    device.control("START-SEND-LIVE-COMMANDS?namespaces=" + NAMESPACE);
    application.sendCommand("live-" + id, live + "commands/retrieve", "/attributes/a", null);

    JsonObject command =
        device.await(message -> DittoSocket.topic(message).equals(live + "commands/retrieve"));
    device.send(
        "{\"topic\":\""
            + live
            + "commands/retrieve\",\"headers\":{\"correlation-id\":"
            + command.getValue("headers/correlation-id").orElseThrow()
            + "},\"path\":\"/attributes/a\",\"value\":42,\"status\":200}");

    JsonObject answer = application.await(message -> DittoSocket.status(message) == 200);
    assertThat(answer.getValue("value")).contains(JsonValue.of(42));
    assertThat(ditto.get("things/" + id + "/attributes/a").text()).isEqualTo("1");
  }

  @Test
  void liveEventReachesSubscribersAndChangesNothing() {
    application.control("START-SEND-LIVE-EVENTS?namespaces=" + NAMESPACE);
    device.send(liveEvent(",\"revision\":1"));

    JsonObject event =
        application.await(message -> DittoSocket.topic(message).equals(live + "events/modified"));
    assertThat(event.getValue("value")).contains(JsonValue.of(7));
    assertThat(event.getValue("headers/channel")).contains(JsonValue.of("live"));
    assertThat(ditto.get("things/" + id).header("etag")).isEqualTo("\"rev:1\"");
  }

  @Test
  void liveEventNeedsARevision() {
    device.send(liveEvent(""));
    JsonObject answer = device.await(message -> DittoSocket.topic(message).endsWith("/errors"));
    assertThat(DittoSocket.topic(answer)).isEqualTo(live + "errors");
    assertThat(DittoSocket.status(answer)).isEqualTo(400);
    assertThat(answer.getValue("value/error")).contains(JsonValue.of("json.field.missing"));
  }

  private String liveEvent(String more) {
    return "{\"topic\":\""
        + live
        + "events/modified\",\"headers\":{\"correlation-id\":\"live-"
        + id
        + "\"},\"path\":\"/attributes/a\",\"value\":7"
        + more
        + "}";
  }

  @Test
  void unansweredLiveCommandTimesOut() {
    JsonObject answer =
        application.ask(live + "commands/modify", "/attributes/a", "7", "timeout", "\"1s\"");
    assertThat(DittoSocket.topic(answer)).isEqualTo(live + "errors");
    assertThat(DittoSocket.status(answer)).isEqualTo(408);
    assertThat(answer.getValue("value/error")).contains(JsonValue.of("command.timeout"));
  }
}
