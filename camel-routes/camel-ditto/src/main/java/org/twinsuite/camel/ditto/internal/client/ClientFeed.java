package org.twinsuite.camel.ditto.internal.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.ditto.client.internal.bus.AdaptableBus;
import org.eclipse.ditto.client.internal.bus.Classification;
import org.eclipse.ditto.protocol.Adaptable;
import org.eclipse.ditto.protocol.TopicPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.ditto.internal.http.Authentication;
import org.twinsuite.camel.ditto.internal.transport.ConnectionSettings;
import org.twinsuite.camel.ditto.internal.transport.Feed;

/**
 * A subscription over a connection of the Eclipse Ditto client. What comes is taken from the
 * client's bus on its reading thread, which waits while there is no room.
 */
final class ClientFeed implements Feed, ClientConnection.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(ClientFeed.class);
  private static final Duration ACK = Duration.ofSeconds(10);
  private static final String UNCONFIRMED = "Ditto has not confirmed the subscription yet";

  /** What the client's bus tells apart for this feed; handed over in the order of arrival. */
  private enum Tag implements Classification {
    WANTED,
    ACKNOWLEDGED,
    REFUSED;

    @Override
    public boolean mustBeSequential() {
      return true;
    }
  }

  /** What is subscribed and who gets it. */
  interface Subscription {

    /** The command that subscribes, e.g. {@code START-SEND-EVENTS}, and its parameters. */
    String command();

    /** Whether a message is of this subscription. */
    boolean wants(TopicPath topic);

    /** A message for which there is room. */
    void accept(Adaptable message, int size, ClientConnection.Session session);

    /** Called after each confirmed subscription. */
    void subscribed();
  }

  private final Subscription subscription;
  private final ReadGate gate;
  private final ClientConnection connection;
  private volatile ClientConnection.Session confirmed;
  private volatile String problem = UNCONFIRMED;

  ClientFeed(
      Subscription subscription,
      ReadGate gate,
      Authentication authentication,
      ConnectionSettings options,
      ScheduledExecutorService timer) {
    this.subscription = subscription;
    this.gate = gate;
    this.connection = new ClientConnection(authentication, options, ACK, timer, this);
  }

  @Override
  public void open() {
    connection.open();
  }

  @Override
  public boolean connected() {
    return confirmed != null;
  }

  @Override
  public String problem() {
    return connected() ? null : problem;
  }

  @Override
  public void release(int size) {
    gate.leave(size);
  }

  @Override
  public void close() {
    gate.close();
    connection.close();
    confirmed = null;
  }

  @Override
  public void opened(ClientConnection.Session session) {
    problem = UNCONFIRMED;
    String ack = subscription.command().split("\\?", 2)[0] + ":ACK";
    AdaptableBus bus = session.provider().getAdaptableBus();
    bus.addStringClassifier(
        text -> text.equals(ack) ? Optional.of(Tag.ACKNOWLEDGED) : Optional.empty());
    bus.addAdaptableClassifier(message -> classify(message.getTopicPath()));
    bus.subscribeForAdaptable(Tag.WANTED, message -> accept(session, message));
    bus.subscribeForAdaptable(Tag.REFUSED, message -> refused(session, message));
    bus.subscribeOnceForString(Tag.ACKNOWLEDGED, ACK)
        .whenComplete((text, failure) -> acknowledged(session, failure));
    session.send(subscription.command());
  }

  private Optional<Classification> classify(TopicPath topic) {
    if (topic.isCriterion(TopicPath.Criterion.ERRORS)) {
      return Optional.of(Tag.REFUSED);
    }
    return subscription.wants(topic) ? Optional.of(Tag.WANTED) : Optional.empty();
  }

  private void acknowledged(ClientConnection.Session session, Throwable failure) {
    if (failure != null) {
      session.fail(new DittoUnavailableException("Ditto did not confirm the subscription"));
    } else if (!session.over()) {
      confirmed = session;
      subscription.subscribed();
    }
  }

  private void refused(ClientConnection.Session session, Adaptable message) {
    if (confirmed != session) {
      String reason =
          message
              .getPayload()
              .getValue()
              .filter(value -> value.isObject())
              .flatMap(value -> value.asObject().getValue("message"))
              .map(text -> text.formatAsString())
              .orElse("no reason given");
      session.fail(new DittoUnavailableException("Ditto refused the subscription: " + reason));
    }
  }

  private void accept(ClientConnection.Session session, Adaptable message) {
    long bound =
        message.getPayload().getValue().map(value -> value.getUpperBoundForStringSize()).orElse(0L);
    int size = (int) Math.min(Integer.MAX_VALUE, bound);
    session.reading(false);
    boolean entered = gate.enter(size);
    session.reading(true);
    if (!entered) {
      return;
    }
    try {
      subscription.accept(message, size, session);
    } catch (RuntimeException | Error e) {
      gate.leave(size);
      LOG.warn("A message of Ditto cannot be read; the next audit repairs it: {}", e.toString());
    }
  }

  @Override
  public void lost(DittoUnavailableException cause) {
    confirmed = null;
    problem = cause.getMessage();
  }
}
