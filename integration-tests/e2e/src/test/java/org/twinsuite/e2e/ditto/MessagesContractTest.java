package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesContractTest extends DittoContract {

  private DittoSocket device;
  private String id;

  @BeforeEach
  void deviceListens() {
    id = thing("{\"features\":{\"f\":{}}}");
    device = new DittoSocket(DittoTarget.owner());
    device.control("START-SEND-MESSAGES?namespaces=" + NAMESPACE);
  }

  @AfterEach
  void disconnect() {
    device.close();
  }

  private CompletableFuture<DittoApi.Answer> send(String path, String type, String body) {
    return ditto.sendAsync(
        ditto
            .request("things/" + id + path)
            .header("content-type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonObject received(String subject) {
    String topic = id.replace(':', '/') + "/things/live/messages/" + subject;
    return device.await(message -> DittoSocket.topic(message).equals(topic));
  }

  private void answer(JsonObject message, int status, String type, String value) {
    String correlationId = message.getValue("headers/correlation-id").orElseThrow().asString();
    device.send(
        "{\"topic\":\""
            + DittoSocket.topic(message)
            + "\",\"headers\":{\"correlation-id\":\""
            + correlationId
            + "\",\"content-type\":\""
            + type
            + "\"},\"path\":\""
            + message.getValue("path").orElseThrow().asString().replace("inbox", "outbox")
            + "\",\"value\":"
            + value
            + ",\"status\":"
            + status
            + "}");
  }

  @Test
  void messageToAThingIsAnsweredByItsDevice() {
    CompletableFuture<DittoApi.Answer> sent =
        send("/inbox/messages/ask?timeout=10", "text/plain", "how are you?");

    JsonObject message = received("ask");
    assertThat(message.getValue("path")).contains(JsonValue.of("/inbox/messages/ask"));
    assertThat(message.getValue("value")).contains(JsonValue.of("how are you?"));
    assertThat(message.getValue("headers/content-type").orElseThrow().asString())
        .startsWith("text/plain");
    answer(message, 200, "text/plain", "\"fine\"");

    DittoApi.Answer answer = sent.join();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("fine");
  }

  @Test
  void statusAndJsonOfTheAnswerArePassedOn() {
    CompletableFuture<DittoApi.Answer> sent =
        send("/inbox/messages/start?timeout=10", "application/json", "{\"speed\":5}");

    JsonObject message = received("start");
    assertJson(message.getValue("value").orElseThrow(), "{\"speed\":5}");
    answer(message, 409, "application/json", "{\"busy\":true}");

    assertThat(sent.join().status()).isEqualTo(409);
    assertJson(sent.join().json(), "{\"busy\":true}");
  }

  @Test
  void featuresHaveMailboxesOfTheirOwn() {
    CompletableFuture<DittoApi.Answer> sent =
        send("/features/f/inbox/messages/reset?timeout=10", "text/plain", "now");
    JsonObject message = received("reset");
    assertThat(message.getValue("path")).contains(JsonValue.of("/features/f/inbox/messages/reset"));
    answer(message, 200, "text/plain", "\"done\"");
    assertThat(sent.join().text()).isEqualTo("done");
  }

  @Test
  void messageFromAThing() {
    CompletableFuture<DittoApi.Answer> sent =
        send("/outbox/messages/alarm?timeout=0", "text/plain", "hot");
    JsonObject message = received("alarm");
    assertThat(message.getValue("path")).contains(JsonValue.of("/outbox/messages/alarm"));
    assertThat(sent.join().status()).isEqualTo(202);
  }

  @Test
  void messageThatWantsNoAnswerIsAccepted() {
    assertThat(
            send("/inbox/messages/tell?response-required=false", "text/plain", "x").join().status())
        .isEqualTo(202);
    received("tell");
  }

  @Test
  void unansweredMessageTimesOut() {
    DittoApi.Answer answer = send("/inbox/messages/hush?timeout=1", "text/plain", "x").join();
    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.error()).endsWith("command.timeout");
  }

  @Test
  void messageToAMissingThingIsNotFound() {
    DittoApi.Answer answer =
        ditto.post("things/" + newId() + "/inbox/messages/ask?timeout=5", "x", "text/plain");
    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void strangerMaySendNothing() {
    DittoApi.Answer answer =
        other().post("things/" + id + "/inbox/messages/ask?timeout=5", "x", "text/plain");
    assertThat(answer.status()).isIn(403, 404);
    assertThat(answer.error()).startsWith("messages:");
  }

  @Test
  void anybodyMayClaim() {
    CompletableFuture<DittoApi.Answer> sent =
        other()
            .sendAsync(
                other()
                    .request("things/" + id + "/inbox/claim?timeout=10")
                    .header("content-type", "text/plain")
                    .POST(BodyPublishers.ofString("mine")));
    JsonObject message = received("claim");
    assertThat(message.getValue("path")).contains(JsonValue.of("/inbox/messages/claim"));
    answer(message, 204, "text/plain", "\"\"");
    assertThat(sent.join().status()).isEqualTo(204);
  }

  @Test
  void messageBetweenWebSocketsIsAnswered() {
    try (DittoSocket sender = new DittoSocket(DittoTarget.owner())) {
      sender.sendCommand(
          "ws-" + id,
          id.replace(':', '/') + "/things/live/messages/ping",
          "/inbox/messages/ping",
          "\"x\"",
          "content-type",
          "\"text/plain\"",
          "timeout",
          "\"10\"");
      answer(received("ping"), 200, "text/plain", "\"pong\"");
      JsonObject answer = sender.await(message -> DittoSocket.status(message) == 200);
      assertThat(answer.getValue("value")).contains(JsonValue.of("pong"));
    }
  }

  @Test
  void stoppedDeviceGetsNothing() {
    device.control("STOP-SEND-MESSAGES");
    assertThat(send("/inbox/messages/gone?timeout=0", "text/plain", "x").join().status())
        .isEqualTo(202);
    await()
        .pollDelay(Duration.ofMillis(200))
        .until(() -> device.messages().stream().noneMatch(m -> m.toString().contains("gone")));
  }

  @Test
  void outboxCanBeFollowedAsEventStream() {
    AtomicInteger probes = new AtomicInteger();
    try (EventLines stream = EventLines.open(ditto, "things/" + id + "/outbox/messages/alarm")) {
      stream.live(
          () -> {
            String mark = "probe " + probes.incrementAndGet();
            send("/outbox/messages/alarm?timeout=0", "text/plain", mark).join();
            return mark;
          });
      send("/outbox/messages/other?timeout=0", "text/plain", "cold").join();
      send("/outbox/messages/alarm?timeout=0", "text/plain", "hot").join();
      await().atMost(Duration.ofMinutes(1)).until(() -> stream.filled().contains("data:hot"));
      assertThat(stream.filled()).doesNotContain("data:cold");
    }
  }

  @Test
  void messageTellsItsThingSubjectAndDirection() {
    send("/features/f/outbox/messages/alarm?timeout=0", "text/plain", "hot").join();
    JsonObject headers = received("alarm").getValue("headers").orElseThrow().asObject();
    assertThat(headers.getValue("ditto-message-thing-id")).contains(JsonValue.of(id));
    assertThat(headers.getValue("ditto-message-feature-id")).contains(JsonValue.of("f"));
    assertThat(headers.getValue("ditto-message-subject")).contains(JsonValue.of("alarm"));
    assertThat(headers.getValue("ditto-message-direction")).contains(JsonValue.of("FROM"));
    assertThat(headers.getValue("channel")).contains(JsonValue.of("live"));
    assertThat(headers.getValue("ditto-originator"))
        .contains(JsonValue.of(DittoTarget.owner().subject()));
  }

  @Test
  void conditionAppliesToMessages() {
    ditto.put("things/" + id + "/attributes/a", "1");
    String path = "/inbox/messages/ask?timeout=5&condition=";
    DittoApi.Answer refused = send(path + encoded("eq(attributes/a,2)"), "text/plain", "x").join();
    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.error()).isEqualTo("things:condition.failed");

    CompletableFuture<DittoApi.Answer> sent =
        send(path + encoded("eq(attributes/a,1)"), "text/plain", "x");
    answer(received("ask"), 200, "text/plain", "\"fine\"");
    assertThat(sent.join().status()).isEqualTo(200);
  }

  @Test
  void tooLargeMessageIsRefused() {
    DittoApi.Answer answer =
        send("/inbox/messages/big?timeout=0", "text/plain", "x".repeat(300_000)).join();
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).isEqualTo("messages:payload.toolarge");
  }

  @Test
  void messageNeedsASubject() {
    DittoApi.Answer answer = send("/inbox/messages/?timeout=0", "text/plain", "x").join();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("messages:subject.invalid");
  }

  @Test
  void mailboxesAreNotRead() {
    assertThat(ditto.get("things/" + id + "/inbox/messages/ask").status()).isEqualTo(405);
  }

  @Test
  void unansweredMessageToldByWebSocketTimesOut() {
    try (DittoSocket sender = new DittoSocket(DittoTarget.owner())) {
      String live = id.replace(':', '/') + "/things/live/";
      JsonObject answer =
          sender.ask(live + "messages/hush", "/inbox/messages/hush", "1", "timeout", "\"1s\"");
      assertThat(DittoSocket.topic(answer)).isEqualTo(live + "errors");
      assertThat(DittoSocket.status(answer)).isEqualTo(408);
    }
  }
}
