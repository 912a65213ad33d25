package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands over HTTP that the device answers instead of its twin. */
class LiveChannelContractTest extends DittoContract {

  private DittoSocket device;
  private String id;
  private String live;

  @BeforeEach
  void deviceListens() {
    id = thing("{\"attributes\":{\"a\":1}}");
    live = id.replace(':', '/') + "/things/live/commands/";
    device = new DittoSocket(DittoTarget.owner());
  }

  @AfterEach
  void disconnect() {
    device.close();
  }

  private void listen() {
    device.control("START-SEND-LIVE-COMMANDS?namespaces=" + NAMESPACE);
  }

  private JsonObject received(String command) {
    return device.await(message -> DittoSocket.topic(message).equals(live + command));
  }

  private void answer(JsonObject command, int status, String value) {
    device.send(
        "{\"topic\":"
            + command.getValue("topic").orElseThrow()
            + ",\"headers\":{\"correlation-id\":"
            + command.getValue("headers/correlation-id").orElseThrow()
            + ",\"content-type\":\"application/json\"},\"path\":"
            + command.getValue("path").orElseThrow()
            + (value == null ? "" : ",\"value\":" + value)
            + ",\"status\":"
            + status
            + "}");
  }

  private CompletableFuture<DittoApi.Answer> get(String query) {
    return ditto.sendAsync(ditto.request("things/" + id + "/attributes/a?" + query).GET());
  }

  private static String when(String condition) {
    return "live-channel-condition=" + encoded(condition);
  }

  @Test
  void liveReadIsAnsweredByTheDevice() {
    listen();
    CompletableFuture<DittoApi.Answer> answer = get("channel=live&timeout=10");
    JsonObject command = received("retrieve");
    assertThat(command.getValue("path")).contains(JsonValue.of("/attributes/a"));
    answer(command, 200, "42");
    assertThat(answer.join().status()).isEqualTo(200);
    assertThat(answer.join().text()).isEqualTo("42");
    assertThat(ditto.get("things/" + id + "/attributes/a").text()).isEqualTo("1");
  }

  @Test
  void liveWriteReachesTheDeviceAndNotTheTwin() {
    listen();
    CompletableFuture<DittoApi.Answer> answer =
        ditto.sendAsync(
            ditto
                .request("things/" + id + "/attributes/a?channel=live&timeout=10")
                .header("content-type", DittoApi.JSON)
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("7")));
    JsonObject command = received("modify");
    assertThat(command.getValue("value")).contains(JsonValue.of(7));
    answer(command, 204, null);
    assertThat(answer.join().status()).isEqualTo(204);
    assertThat(ditto.get("things/" + id).header("etag")).isEqualTo("\"rev:1\"");
  }

  @Test
  void liveReadWithoutADeviceTimesOut() {
    DittoApi.Answer answer = get("channel=live&timeout=1").join();
    assertThat(answer.status()).isEqualTo(408);
    assertJson(
        answer.json(),
        "{\"status\":408,\"error\":\"command.timeout\",\"message\":\"The Command reached the"
            + " specified timeout of 1,000ms.\",\"description\":\"Try increasing the command"
            + " timeout.\"}");
  }

  @Test
  void unknownChannelIsRefused() {
    DittoApi.Answer answer = get("channel=nonsense").join();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("header.invalid");
  }

  @Test
  void conditionThatDoesNotHoldReadsTheTwin() {
    DittoApi.Answer answer = get(when("eq(attributes/a,99)")).join();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("1");
    assertThat(answer.header("channel")).isEqualTo("twin");
    assertThat(answer.header("live-channel-condition-matched")).isEqualTo("false");
  }

  @Test
  void conditionThatHoldsAsksTheDevice() {
    listen();
    CompletableFuture<DittoApi.Answer> answer = get(when("eq(attributes/a,1)") + "&timeout=10");
    answer(received("retrieve"), 200, "43");
    assertThat(answer.join().text()).isEqualTo("43");
    assertThat(answer.join().header("channel")).isEqualTo("live");
    assertThat(answer.join().header("live-channel-condition-matched")).isEqualTo("true");
  }

  @Test
  void silentDeviceFailsOrTheTwinStepsInForIt() {
    String matches = when("eq(attributes/a,1)") + "&timeout=1";
    assertThat(get(matches).join().status()).isEqualTo(408);
    DittoApi.Answer twin = get(matches + "&live-channel-timeout-strategy=use-twin").join();
    assertThat(twin.status()).isEqualTo(200);
    assertThat(twin.text()).isEqualTo("1");
    assertThat(twin.header("channel")).isEqualTo("twin");
  }

  @Test
  void malformedLiveChannelConditionIsRefused() {
    DittoApi.Answer answer = get(when("eq(attributes/a")).join();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("things:condition.invalid");
  }
}
