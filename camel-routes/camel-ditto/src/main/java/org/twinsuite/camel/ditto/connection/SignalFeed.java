package org.twinsuite.camel.ditto.connection;

import java.util.function.Consumer;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.internal.protocol.MessageContent;

/** The live stream of messages or announcements. */
public final class SignalFeed implements DittoSocket.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(SignalFeed.class);

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
      Consumer<String> reply) {}

  private final String start;
  private final String query;
  private final ReadCredit credit;
  private final Consumer<Signal> signals;
  private volatile SocketSession confirmed;
  private volatile String problem = "Ditto has not confirmed the subscription yet";

  /**
   * @param start subscription command, e.g. {@code START-SEND-MESSAGES}
   * @param query its parameters with the question mark, empty for none
   */
  public SignalFeed(String start, String query, ReadCredit credit, Consumer<Signal> signals) {
    this.start = start;
    this.query = query;
    this.credit = credit;
    this.signals = signals;
  }

  public boolean connected() {
    return confirmed != null;
  }

  /** Why nothing comes; {@code null} while connected. */
  public String problem() {
    return connected() ? null : problem;
  }

  @Override
  public void opened(SocketSession session) {
    problem = "Ditto has not confirmed the subscription yet";
    session.send(start + query);
    credit.use(session);
  }

  @Override
  public void message(SocketSession session, String text) {
    Signal signal = null;
    if (text.equals(start + ":ACK")) {
      confirmed = session;
    } else if (text.startsWith("{")) {
      try {
        signal = read(session, JsonObject.of(text), text.length());
      } catch (RuntimeException | StackOverflowError e) {
        LOG.warn("A message of Ditto cannot be read: {}", e.toString());
      }
    }
    if (signal == null) {
      credit.unused();
    } else {
      credit.taken(signal.size());
      signals.accept(signal);
    }
  }

  private static Signal read(SocketSession session, JsonObject message, int size) {
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
        session::send);
  }

  @Override
  public void lost(Throwable cause) {
    confirmed = null;
    problem = cause.getMessage();
  }
}
