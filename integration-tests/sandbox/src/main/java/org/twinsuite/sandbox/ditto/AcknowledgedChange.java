package org.twinsuite.sandbox.ditto;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/** Answers a change when all acknowledgements that its writer asked for are there or too late. */
final class AcknowledgedChange {

  /**
   * @param label of a single acknowledgement that alone makes the answer, else {@code null}.
   */
  record Answer(int status, JsonValue body, String label) {}

  private AcknowledgedChange() {}

  /** Waits for the subscribers' acknowledgements and hands over the answer. */
  static void await(
      Ditto ditto,
      AckRequests requests,
      Map<String, String> headers,
      Duration timeout,
      Reply reply,
      Consumer<Answer> answered) {
    String correlationId = headers.get("correlation-id");
    ditto
        .acknowledgements()
        .await(
            correlationId,
            requests.ofSubscribers(),
            timeout,
            given -> answered.accept(answer(requests.labels(), given, reply, correlationId)));
  }

  private static Answer answer(
      List<String> labels, Map<String, JsonObject> given, Reply reply, String correlationId) {
    if (labels.size() == 1) {
      JsonObject only = given.get(labels.get(0));
      return new Answer(status(only), only.getValue("payload").orElse(null), labels.get(0));
    }
    JsonObjectBuilder all = JsonFactory.newObjectBuilder();
    boolean failed = false;
    for (String label : labels) {
      JsonObject ack = given.getOrDefault(label, own(reply, correlationId));
      failed |= status(ack) >= 400;
      all.set(JsonKey.of(label), ack);
    }
    return new Answer(failed ? 424 : 200, all.build(), null);
  }

  private static JsonObject own(Reply reply, String correlationId) {
    JsonObjectBuilder ack = JsonFactory.newObjectBuilder().set("status", reply.status());
    if (reply.body() != null) {
      ack.set("payload", reply.body());
    }
    JsonObject headers = Acknowledgements.headers(correlationId);
    if (reply.tag() != null) {
      headers = headers.setValue("etag", reply.tag().toString());
    }
    return ack.set("headers", headers.setValue("entity-revision", reply.revision())).build();
  }

  private static int status(JsonObject ack) {
    return ack.getValue("status").orElseThrow().asInt();
  }
}
