package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketCommandsContractTest extends DittoContract {

  private DittoSocket socket;

  @BeforeEach
  void connect() {
    socket = new DittoSocket(DittoTarget.owner());
  }

  @AfterEach
  void disconnect() {
    socket.close();
  }

  private static String commands(String id) {
    return id.replace(':', '/') + "/things/twin/commands/";
  }

  private static String error(JsonObject answer) {
    return answer.getValue("value/error").map(JsonValue::asString).orElse("");
  }

  @Test
  void createModifyMergeRetrieveDelete() {
    String id = newId();
    JsonObject created = socket.ask(commands(id) + "create", "/", "{\"attributes\":{\"a\":1}}");
    assertThat(DittoSocket.status(created)).isEqualTo(201);
    assertThat(DittoSocket.topic(created)).isEqualTo(commands(id) + "create");
    assertThat(created.getValue("value/thingId")).contains(JsonValue.of(id));

    JsonObject modified = socket.ask(commands(id) + "modify", "/attributes/a", "2");
    assertThat(DittoSocket.status(modified)).isEqualTo(204);
    assertThat(modified.contains("value")).isFalse();

    JsonObject merged =
        socket.ask(
            commands(id) + "merge",
            "/attributes",
            "{\"b\":3}",
            "content-type",
            "\"application/merge-patch+json\"");
    assertThat(DittoSocket.status(merged)).isEqualTo(204);

    JsonObject retrieved = socket.ask(commands(id) + "retrieve", "/attributes", null);
    assertThat(DittoSocket.status(retrieved)).isEqualTo(200);
    assertJson(retrieved.getValue("value").orElseThrow(), "{\"a\":2,\"b\":3}");

    JsonObject deleted = socket.ask(commands(id) + "delete", "/attributes/a", null);
    assertThat(DittoSocket.status(deleted)).isEqualTo(204);
    assertThat(ditto.get("things/" + id + "/attributes").text()).isEqualTo("{\"b\":3}");
  }

  @Test
  void modifyOfSomethingNewAnswersCreated() {
    JsonObject answer = socket.ask(commands(thing("{}")) + "modify", "/attributes/x", "1");
    assertThat(DittoSocket.status(answer)).isEqualTo(201);
    assertThat(answer.getValue("value")).contains(JsonValue.of(1));
  }

  @Test
  void answersCarryTheEntityTag() {
    JsonObject answer = socket.ask(commands(thing("{}")) + "retrieve", "/", null);
    assertThat(answer.getValue("headers/etag")).contains(JsonValue.of("\"rev:1\""));
  }

  @Test
  void failureComesOnTheErrorsTopic() {
    String id = newId();
    JsonObject answer = socket.ask(commands(id) + "retrieve", "/", null);
    assertThat(DittoSocket.topic(answer)).isEqualTo(id.replace(':', '/') + "/things/twin/errors");
    assertThat(DittoSocket.status(answer)).isEqualTo(404);
    assertThat(error(answer)).isEqualTo("things:thing.notfound");
  }

  @Test
  void mergeNeedsItsContentType() {
    JsonObject answer = socket.ask(commands(thing("{}")) + "merge", "/attributes", "{\"b\":3}");
    assertThat(DittoSocket.status(answer)).isEqualTo(415);
    assertThat(error(answer)).isEqualTo("mediatype.unsupported");
  }

  @Test
  void createOfAKnownThingIsRefusedForItsPolicyOrForItself() {
    String id = thing("{}");
    JsonObject implicit = socket.ask(commands(id) + "create", "/", "{}");
    assertThat(DittoSocket.status(implicit)).isEqualTo(400);
    assertThat(error(implicit)).isEqualTo("things:thing.notcreatable");

    String policy = "{\"policyId\":\"" + thing("{}") + "\"}";
    JsonObject explicit = socket.ask(commands(id) + "create", "/", policy);
    assertThat(DittoSocket.status(explicit)).isEqualTo(409);
    assertThat(error(explicit)).isEqualTo("things:thing.conflict");
  }

  @Test
  void conditionsAndEntityTagsGuardHereToo() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    JsonObject condition =
        socket.ask(
            commands(id) + "modify", "/attributes/a", "2", "condition", "\"gt(attributes/a,5)\"");
    assertThat(error(condition)).isEqualTo("things:condition.failed");
    JsonObject tag =
        socket.ask(commands(id) + "modify", "/", "{}", "If-Match", "\"\\\"rev:5\\\"\"");
    assertThat(error(tag)).isEqualTo("things:precondition.failed");
  }

  @Test
  void textThatIsNoJsonIsAnsweredOnTheUnknownTopic() {
    socket.send("{\"topic\": nonsense");
    JsonObject answer = socket.await(message -> DittoSocket.topic(message).endsWith("/errors"));
    assertThat(DittoSocket.topic(answer)).isEqualTo("unknown/unknown/things/twin/errors");
    assertThat(DittoSocket.status(answer)).isEqualTo(400);
  }

  @Test
  void commandWithoutRequiredResponseIsNotAnswered() {
    String id = thing("{}");
    String correlationId = UUID.randomUUID().toString();
    socket.sendCommand(
        correlationId, commands(id) + "modify", "/attributes/a", "1", "response-required", "false");
    // the next command is answered after it, so an answer to the first would be here by then
    JsonObject next = socket.ask(commands(id) + "retrieve", "/attributes/a", null);
    assertThat(next.getValue("value")).contains(JsonValue.of(1));
    assertThat(socket.messages().toString()).doesNotContain(correlationId);
  }

  @Test
  void severalThingsAreRetrievedAtOnce() {
    String a = thing("{}");
    String b = thing("{}");
    JsonObject answer =
        socket.ask(
            "_/_/things/twin/commands/retrieve",
            "/",
            "{\"thingIds\":[\"" + a + "\",\"" + b + "\",\"org.test:missing\"]}");
    assertThat(DittoSocket.status(answer)).isEqualTo(200);
    assertThat(answer.getValue("value").orElseThrow().asArray()).hasSize(2);
  }

  @Test
  void policiesAreCommandedToo() {
    String id = thing("{}");
    JsonObject answer = socket.ask(id.replace(':', '/') + "/policies/commands/retrieve", "/", null);
    assertThat(DittoSocket.status(answer)).isEqualTo(200);
    assertThat(answer.getValue("value/policyId")).contains(JsonValue.of(id));

    JsonObject missing = socket.ask("org.test/missing/policies/commands/retrieve", "/", null);
    assertThat(DittoSocket.topic(missing)).isEqualTo("org.test/missing/policies/errors");
    assertThat(error(missing)).isEqualTo("policies:policy.notfound");
  }

  @Test
  void searchStreamsPagesOnDemand() {
    String run = UUID.randomUUID().toString();
    for (int i = 0; i < 3; i++) {
      thing("{\"attributes\":{\"run\":\"" + run + "\",\"n\":" + i + "}}");
    }
    String filter = "eq(attributes/run,\\\"" + run + "\\\")";
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                ditto
                    .get(
                        "search/things/count?filter="
                            + encoded("eq(attributes/run,\"" + run + "\")"))
                    .text()
                    .equals("3"));

    JsonObject created =
        socket.ask(
            "_/_/things/twin/search/subscribe",
            "/",
            "{\"filter\":\"" + filter + "\",\"options\":\"size(2),sort(+attributes/n)\"}");
    assertThat(DittoSocket.topic(created)).isEqualTo("_/_/things/twin/search/created");
    String id = created.getValue("value/subscriptionId").orElseThrow().asString();

    socket.send(
        "{\"topic\":\"_/_/things/twin/search/request\",\"path\":\"/\",\"value\":{"
            + "\"subscriptionId\":\""
            + id
            + "\",\"demand\":5}}");
    socket.await(message -> DittoSocket.topic(message).endsWith("search/complete"));
    assertThat(
            socket.messages().stream()
                .filter(message -> DittoSocket.topic(message).endsWith("search/next"))
                .map(message -> message.getValue("value/items").orElseThrow().asArray().getSize()))
        .containsExactly(2, 1);
  }

  @Test
  void topicThatIsUnknownOrMissingIsRefused() {
    String id = thing("{}");
    JsonObject action = socket.ask(commands(id) + "nonsense", "/", null);
    assertThat(DittoSocket.topic(action)).isEqualTo("unknown/unknown/things/twin/errors");
    assertThat(error(action)).isEqualTo("protocoladapter:unknown.topicpath");

    socket.send("{\"headers\":{},\"path\":\"/\"}");
    JsonObject missing = socket.await(message -> "json.field.missing".equals(error(message)));
    assertThat(DittoSocket.topic(missing)).isEqualTo("unknown/unknown/things/twin/errors");
  }

  @Test
  void fieldsAndHistoryWorkHereToo() {
    String id = thing("{\"attributes\":{\"a\":1}}");
    ditto.put("things/" + id + "/attributes/a", "2");
    JsonObject former =
        socket.ask(commands(id) + "retrieve", "/attributes/a", null, "at-historical-revision", "1");
    assertThat(former.getValue("value")).contains(JsonValue.of(1));

    socket.send(
        "{\"topic\":\""
            + commands(id)
            + "retrieve\",\"headers\":{\"correlation-id\":\"f\"},\"path\":\"/\","
            + "\"fields\":\"_revision\"}");
    JsonObject part = socket.await(message -> message.contains("value/_revision"));
    assertJson(part.getValue("value").orElseThrow(), "{\"_revision\":2}");
  }
}
