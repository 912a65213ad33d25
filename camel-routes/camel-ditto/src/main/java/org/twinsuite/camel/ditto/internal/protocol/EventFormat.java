package org.twinsuite.camel.ditto.internal.protocol;

import java.time.Instant;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.TwinChange;

/**
 * Reads twin events in Ditto protocol JSON (topic {@code namespace/name/things/twin/events/action})
 * and as the history shows them (the same parts below {@code _context}).
 */
public final class EventFormat {

  public static final String WRITER_HEADER = "twinsuite-writer";

  /** What the history must be asked for. */
  public static final String HISTORY_FIELDS = "thingId,_revision,_modified,_context";

  private EventFormat() {}

  /**
   * @param size characters of the message
   * @return the change, or {@code null} when the message is not a twin event
   * @throws RuntimeException when a twin event lacks its revision or path
   */
  public static ReceivedChange fromProtocol(JsonObject message, int size) {
    String topic = text(message, "topic");
    int events = topic == null ? -1 : topic.indexOf("/things/twin/events/");
    if (events < 0) {
      return null;
    }
    JsonObject headers = object(message, "headers");
    TwinChange change =
        new TwinChange(
            thingId(topic, events),
            text(message, "path"),
            action(topic),
            message.getValue("value").orElse(null),
            message.getValue("revision").map(JsonValue::asLong).orElse(0L),
            instant(text(message, "timestamp")),
            object(message, "extra"),
            text(headers, "correlation-id"));
    return ReceivedChange.live(change, text(headers, WRITER_HEADER), size);
  }

  public static ReceivedChange fromHistory(JsonObject thing, int size) {
    JsonObject context = object(thing, "_context");
    String topic = text(context, "topic");
    if (topic == null) {
      throw new IllegalArgumentException(
          "The history gives no _context with topic and path; Ditto 3.5 or later is needed");
    }
    JsonObject headers = object(context, "headers");
    TwinChange change =
        new TwinChange(
            thingId(topic, topic.indexOf("/things/")),
            text(context, "path"),
            action(topic),
            context.getValue("value").orElse(null),
            thing.getValue("_revision").map(JsonValue::asLong).orElse(0L),
            instant(text(thing, "_modified")),
            null,
            text(headers, "correlation-id"));
    return ReceivedChange.fromHistory(change, text(headers, WRITER_HEADER), size);
  }

  private static String thingId(String topic, int end) {
    int slash = topic.indexOf('/');
    return topic.substring(0, slash) + ':' + topic.substring(slash + 1, end);
  }

  private static String action(String topic) {
    return topic.substring(topic.lastIndexOf('/') + 1);
  }

  private static Instant instant(String text) {
    return text == null ? null : Instant.parse(text);
  }

  public static String text(JsonObject object, String key) {
    if (object == null) {
      return null;
    }
    return object.getValue(key).filter(JsonValue::isString).map(JsonValue::asString).orElse(null);
  }

  public static JsonObject object(JsonObject object, String key) {
    if (object == null) {
      return null;
    }
    return object.getValue(key).filter(JsonValue::isObject).map(JsonValue::asObject).orElse(null);
  }
}
