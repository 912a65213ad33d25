package org.twinsuite.ditto.extensions.twin;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.protocol.Adaptable;
import org.eclipse.ditto.protocol.ProtocolFactory;
import org.eclipse.ditto.protocol.TopicPath;
import org.eclipse.ditto.things.model.ThingId;

/** Messages of the Ditto protocol. Used by one thread at a time. */
final class Protocol {

  private static final JsonPointer FEATURES = JsonPointer.of("/features");
  private final Map<String, TopicPath> merges;

  Protocol(int things) {
    merges =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, TopicPath> eldest) {
            return size() > things;
          }
        };
  }

  /** Merges features into a thing, under a condition. */
  Adaptable merge(
      String thing, JsonValue features, String header, String condition, String correlationId) {
    TopicPath topic =
        merges.computeIfAbsent(
            thing,
            id ->
                ProtocolFactory.newTopicPathBuilder(ThingId.of(id))
                    .things()
                    .twin()
                    .commands()
                    .merge()
                    .build());
    return adaptable(
        topic,
        FEATURES,
        features,
        Map.of(
            "content-type",
            "application/merge-patch+json",
            "correlation-id",
            correlationId,
            header,
            condition));
  }

  /** A live message without a response; box is {@code inbox} or {@code outbox}. */
  Adaptable message(
      String thing,
      String box,
      String subject,
      JsonValue value,
      Map<String, String> headers,
      String correlationId) {
    TopicPath topic =
        ProtocolFactory.newTopicPathBuilder(ThingId.of(thing))
            .things()
            .live()
            .messages()
            .subject(subject)
            .build();
    Map<String, String> all = new HashMap<>(headers);
    all.put("content-type", "application/json");
    all.put("correlation-id", correlationId);
    all.put("response-required", "false");
    all.put("requested-acks", "[]");
    return adaptable(topic, JsonPointer.of("/" + box + "/messages/" + subject), value, all);
  }

  private static Adaptable adaptable(
      TopicPath topic, JsonPointer path, JsonValue value, Map<String, String> headers) {
    return ProtocolFactory.newAdaptableBuilder(topic)
        .withPayload(ProtocolFactory.newPayloadBuilder(path).withValue(value).build())
        .withHeaders(DittoHeaders.of(headers))
        .build();
  }
}
