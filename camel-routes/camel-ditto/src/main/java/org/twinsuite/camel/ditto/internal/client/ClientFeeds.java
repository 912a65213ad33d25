package org.twinsuite.camel.ditto.internal.client;

import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.protocol.Adaptable;
import org.eclipse.ditto.protocol.Payload;
import org.eclipse.ditto.protocol.TopicPath;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.camel.ditto.internal.http.Authentication;
import org.twinsuite.camel.ditto.internal.protocol.EventFormat;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;
import org.twinsuite.camel.ditto.internal.protocol.Signal;
import org.twinsuite.camel.ditto.internal.transport.ChangeRecipient;
import org.twinsuite.camel.ditto.internal.transport.ConnectionSettings;
import org.twinsuite.camel.ditto.internal.transport.Feed;
import org.twinsuite.camel.ditto.internal.transport.FeedFactory;

/** Subscriptions over the Eclipse Ditto client. */
public final class ClientFeeds implements FeedFactory {

  private final DittoConfiguration options;
  private final Authentication authentication;
  private final ConnectionSettings connection;
  private final ScheduledExecutorService timer;

  public ClientFeeds(
      DittoConfiguration options,
      Authentication authentication,
      ConnectionSettings connection,
      ScheduledExecutorService timer) {
    this.options = options;
    this.authentication = authentication;
    this.connection = connection;
    this.timer = timer;
  }

  @Override
  public Feed changes(String query, ChangeRecipient recipient) {
    return feed(new Changes("START-SEND-EVENTS" + parameters(query), recipient));
  }

  @Override
  public Feed signals(String command, String query, Consumer<Signal> recipient) {
    return feed(new Signals(command + parameters(query), recipient));
  }

  private static String parameters(String query) {
    return query.isEmpty() ? "" : "?" + query;
  }

  private Feed feed(ClientFeed.Subscription subscription) {
    ReadGate gate = new ReadGate(options.getMaxInFlight(), options.getMaxInFlightSize());
    return new ClientFeed(subscription, gate, authentication, connection, timer);
  }

  /** Twin events of things. */
  private record Changes(String command, ChangeRecipient recipient)
      implements ClientFeed.Subscription {

    @Override
    public boolean wants(TopicPath topic) {
      return topic.isGroup(TopicPath.Group.THINGS)
          && topic.isChannel(TopicPath.Channel.TWIN)
          && topic.isCriterion(TopicPath.Criterion.EVENTS);
    }

    @Override
    public void accept(Adaptable message, int size, ClientConnection.Session session) {
      TopicPath topic = message.getTopicPath();
      Payload payload = message.getPayload();
      DittoHeaders headers = message.getDittoHeaders();
      TwinChange change =
          new TwinChange(
              topic.getNamespace() + ':' + topic.getEntityName(),
              Protocol.path(message),
              topic.getAction().map(TopicPath.Action::getName).orElse(null),
              payload.getValue().orElse(null),
              payload.getRevision().orElse(0L),
              payload.getTimestamp().map(Instant.class::cast).orElse(null),
              payload.getExtra().orElse(null),
              headers.getCorrelationId().orElse(null));
      recipient.accept(ReceivedChange.live(change, headers.get(EventFormat.WRITER_HEADER), size));
    }

    @Override
    public void subscribed() {
      recipient.subscribed();
    }
  }

  /** Live messages or announcements. */
  private record Signals(String command, Consumer<Signal> recipient)
      implements ClientFeed.Subscription {

    @Override
    public boolean wants(TopicPath topic) {
      return topic.isCriterion(TopicPath.Criterion.MESSAGES)
          || topic.isCriterion(TopicPath.Criterion.ANNOUNCEMENTS);
    }

    @Override
    public void accept(Adaptable message, int size, ClientConnection.Session session) {
      Signal signal = Signal.read(Protocol.read(message), size, session::send);
      if (signal == null) {
        throw new IllegalArgumentException(message.getTopicPath().getPath() + " was not asked for");
      }
      recipient.accept(signal);
    }

    @Override
    public void subscribed() {
      // Messages are not kept, so there is nothing to look for.
    }
  }
}
