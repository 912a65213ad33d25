package org.twinsuite.sandbox.ditto;

import java.util.List;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.things.model.ThingId;

/** Messages of one mailbox as server-sent events: the subject is the type, the payload the data. */
final class MessageStream {

  private final Ditto ditto;

  MessageStream(Ditto ditto) {
    this.ditto = ditto;
  }

  void open(HttpExchange exchange, String id, List<String> below) {
    ThingId.of(id);
    String mailbox = "/" + String.join("/", below);
    EventFilter reader = EventFilter.of(exchange.caller(), null, null, null, null);
    EventFeed feed = EventFeed.start(ditto, exchange);
    LiveBus.Listener listener =
        signal -> {
          boolean wanted =
              signal.streaming() == Streaming.MESSAGES
                  && signal.topic().entityId().equals(id)
                  && (signal.path() + "/").startsWith(mailbox + "/")
                  && signal.concerns(reader, ditto);
          if (wanted) {
            feed.offer("data:" + data(signal) + "\nevent:" + signal.topic().action() + "\n\n");
          }
          return wanted;
        };
    ditto.live().addListener(listener);
    feed.onClose(() -> ditto.live().removeListener(listener));
  }

  private static String data(LiveSignal signal) {
    JsonValue value = signal.json().getValue("value").orElse(null);
    if (value == null) {
      return "";
    }
    String text = value.isString() ? value.asString() : value.toString();
    return text.replace("\n", "\ndata:");
  }
}
