package org.twinsuite.camel.ditto.internal.websocket;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.ditto.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.ditto.internal.protocol.EventFormat;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;
import org.twinsuite.camel.ditto.internal.transport.ChangeRecipient;

/** The live stream of twin events: subscribes after each connect and reads what comes. */
public final class EventFeed implements DittoSocket.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
  private static final String START = "START-SEND-EVENTS";
  private static final long ACK_SECONDS = 10;

  private final String subscription;
  private final FlowControl credit;
  private final ScheduledExecutorService timer;
  private final ChangeRecipient recipient;
  private volatile SocketSession confirmed;
  private volatile String problem = "Ditto has not confirmed the subscription yet";

  /**
   * @param query parameters of the subscription, encoded, empty for none
   */
  public EventFeed(
      String query, FlowControl credit, ScheduledExecutorService timer, ChangeRecipient recipient) {
    this.subscription = query.isEmpty() ? START : START + "?" + query;
    this.credit = credit;
    this.timer = timer;
    this.recipient = recipient;
  }

  /** Whether events are subscribed now. */
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
    session.send(subscription);
    timer.schedule(
        () -> {
          if (confirmed != session) {
            session.fail(new DittoUnavailableException("Ditto did not confirm the subscription"));
          }
        },
        ACK_SECONDS,
        TimeUnit.SECONDS);
    credit.use(session);
  }

  @Override
  public void message(SocketSession session, String text) {
    if (text.startsWith("{")) {
      read(session, text);
      return;
    }
    credit.unused();
    if (text.equals(START + ":ACK")) {
      confirmed = session;
      recipient.subscribed();
    }
  }

  private void read(SocketSession session, String text) {
    ReceivedChange change;
    JsonObject message;
    try {
      message = JsonObject.of(text);
      change = EventFormat.fromProtocol(message, text.length());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("A message of Ditto cannot be read; the next audit repairs it: {}", e.toString());
      credit.unused();
      return;
    }
    if (change != null) {
      if (credit.taken(text.length())) {
        recipient.accept(change);
      } else {
        recipient.missed(change.thingId(), change.revision());
      }
      return;
    }
    credit.unused();
    if (confirmed != session && message.contains("status")) {
      JsonObject value = EventFormat.object(message, "value");
      session.fail(
          new DittoUnavailableException(
              "Ditto refused the subscription: " + EventFormat.text(value, "message")));
    }
  }

  @Override
  public void lost(Throwable cause) {
    confirmed = null;
    problem = cause.getMessage();
  }
}
