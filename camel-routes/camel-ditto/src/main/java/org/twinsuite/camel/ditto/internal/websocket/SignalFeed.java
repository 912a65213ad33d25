package org.twinsuite.camel.ditto.internal.websocket;

import java.util.function.Consumer;
import org.eclipse.ditto.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.internal.protocol.Signal;

/** The live stream of messages or announcements. */
public final class SignalFeed implements DittoSocket.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(SignalFeed.class);

  private final String command;
  private final String query;
  private final FlowControl credit;
  private final Consumer<Signal> signals;
  private volatile SocketSession confirmed;
  private volatile String problem = "Ditto has not confirmed the subscription yet";

  /**
   * @param command subscription command, e.g. {@code START-SEND-MESSAGES}
   * @param query its parameters, empty for none
   */
  public SignalFeed(String command, String query, FlowControl credit, Consumer<Signal> signals) {
    this.command = command;
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
    session.send(query.isEmpty() ? command : command + "?" + query);
    credit.use(session);
  }

  @Override
  public void message(SocketSession session, String text) {
    Signal signal = null;
    if (text.equals(command + ":ACK")) {
      confirmed = session;
    } else if (text.startsWith("{")) {
      try {
        signal = Signal.read(JsonObject.of(text), text.length(), session::send);
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

  @Override
  public void lost(Throwable cause) {
    confirmed = null;
    problem = cause.getMessage();
  }
}
