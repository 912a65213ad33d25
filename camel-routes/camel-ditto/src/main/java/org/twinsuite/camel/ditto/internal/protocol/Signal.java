package org.twinsuite.camel.ditto.internal.protocol;

import java.util.function.Consumer;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/**
 * One message or announcement.
 *
 * @param entityId of the thing or policy
 * @param body {@link JsonValue}, text or bytes, by the content type; {@code null} for none
 * @param size characters it arrived in
 * @param reply sends an answer in Ditto protocol JSON
 */
public record Signal(
    String entityId,
    String topic,
    String subject,
    String path,
    String contentType,
    String correlationId,
    boolean responseRequired,
    Object body,
    int size,
    Consumer<String> reply) {

  /**
   * Reads Ditto protocol JSON.
   *
   * @return {@code null} when it is neither message nor announcement
   * @throws RuntimeException when it cannot be read
   */
  public static Signal read(JsonObject message, int size, Consumer<String> reply) {
    String topic = EventFormat.text(message, "topic");
    String[] parts = topic == null ? new String[0] : topic.split("/", 6);
    int subject =
        topic == null
            ? -1
            : Math.max(topic.indexOf("/live/messages/"), topic.indexOf("/announcements/"));
    if (subject < 0 || parts.length < 4 || message.contains("status")) {
      return null;
    }
    JsonObject headers = EventFormat.object(message, "headers");
    String contentType = EventFormat.text(headers, "content-type");
    boolean responseRequired =
        topic.contains("/live/messages/")
            && headers != null
            && headers
                .getValue("response-required")
                .map(v -> !"false".equals(v.formatAsString()))
                .orElse(true);
    String name = topic.contains("/live/messages/") ? "/live/messages/" : "/announcements/";
    return new Signal(
        parts[0] + ':' + parts[1],
        topic,
        topic.substring(subject + name.length()),
        EventFormat.text(message, "path"),
        contentType,
        EventFormat.text(headers, "correlation-id"),
        responseRequired,
        new MessageContent(contentType).read(message.getValue("value").orElse(null)),
        size,
        reply);
  }
}
