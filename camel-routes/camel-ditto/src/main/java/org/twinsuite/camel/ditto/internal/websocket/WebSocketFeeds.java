package org.twinsuite.camel.ditto.internal.websocket;

import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.internal.protocol.Signal;
import org.twinsuite.camel.ditto.internal.transport.ChangeRecipient;
import org.twinsuite.camel.ditto.internal.transport.Feed;
import org.twinsuite.camel.ditto.internal.transport.FeedFactory;

/** Subscriptions over WebSockets of the JDK, which are read no faster than their messages leave. */
public final class WebSocketFeeds implements FeedFactory {

  /** Makes a WebSocket for a listener. */
  @FunctionalInterface
  public interface Sockets {
    DittoSocket socket(DittoSocket.Listener listener);
  }

  private final Sockets sockets;
  private final DittoConfiguration options;
  private final ScheduledExecutorService timer;

  public WebSocketFeeds(
      Sockets sockets, DittoConfiguration options, ScheduledExecutorService timer) {
    this.sockets = sockets;
    this.options = options;
    this.timer = timer;
  }

  @Override
  public Feed changes(String query, ChangeRecipient recipient) {
    FlowControl credit = new FlowControl(options.getMaxInFlight(), options.getMaxInFlightSize(), 0);
    EventFeed feed = new EventFeed(query, credit, timer, recipient);
    return new SocketFeed(sockets.socket(feed), credit, feed::connected, feed::problem);
  }

  @Override
  public Feed signals(String command, String query, Consumer<Signal> recipient) {
    FlowControl credit =
        new FlowControl(
            options.getMaxInFlight(), options.getMaxInFlightSize(), options.getMaxMessageSize());
    SignalFeed feed = new SignalFeed(command, query, credit, recipient);
    return new SocketFeed(sockets.socket(feed), credit, feed::connected, feed::problem);
  }

  private record SocketFeed(
      DittoSocket socket,
      FlowControl credit,
      BooleanSupplier confirmed,
      Supplier<String> unconfirmed)
      implements Feed {

    @Override
    public void open() {
      socket.open();
    }

    @Override
    public boolean connected() {
      return confirmed.getAsBoolean();
    }

    @Override
    public String problem() {
      return unconfirmed.get();
    }

    @Override
    public void release(int size) {
      credit.given(size);
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
