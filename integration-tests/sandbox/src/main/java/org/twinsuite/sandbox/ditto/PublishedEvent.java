package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;

/** A change on its way to subscribers; its protocol text is made once and only when needed. */
final class PublishedEvent {

  private final TwinEvent event;
  private final ThingState before;
  private final ThingState after;
  private final Object origin;
  private String text;

  /**
   * @param before the state before the event, {@code null} when there was none.
   */
  PublishedEvent(TwinEvent event, ThingState before, ThingState after, Object origin) {
    this.event = event;
    this.before = before;
    this.after = after;
    this.origin = origin;
  }

  TwinEvent event() {
    return event;
  }

  ThingState before() {
    return before;
  }

  ThingState after() {
    return after;
  }

  Object origin() {
    return origin;
  }

  /**
   * The event in the Ditto protocol.
   *
   * @param extra enrichment, {@code null} for none.
   */
  String text(JsonObject extra) {
    if (extra != null) {
      return render(event, extra);
    }
    if (text == null) {
      text = render(event, null);
    }
    return text;
  }

  /** An event in the Ditto protocol, as a JSON object. */
  static JsonObject json(TwinEvent event) {
    return JsonFactory.newObject(render(event, null));
  }

  private static String render(TwinEvent event, JsonObject extra) {
    StringBuilder text = new StringBuilder(512);
    text.append("{\"topic\":").append(JsonFactory.newValue(event.topic().toString()));
    Headers.append(text.append(",\"headers\":"), event.headers());
    text.append(",\"path\":").append(JsonFactory.newValue(event.path().toString()));
    if (event.value() != null) {
      text.append(",\"value\":").append(event.value());
    }
    if (extra != null) {
      text.append(",\"extra\":").append(extra);
    }
    text.append(",\"revision\":").append(event.revision());
    text.append(",\"timestamp\":\"").append(event.timestamp()).append("\"}");
    return text.toString();
  }
}
