package org.twinsuite.camel.ditto.component;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.Transport;
import org.twinsuite.camel.ditto.internal.client.ClientCommandConnection;
import org.twinsuite.camel.ditto.internal.client.ClientFeeds;
import org.twinsuite.camel.ditto.internal.http.Authentication;
import org.twinsuite.camel.ditto.internal.http.DittoHttp;
import org.twinsuite.camel.ditto.internal.http.HttpClients;
import org.twinsuite.camel.ditto.internal.order.Backoff;
import org.twinsuite.camel.ditto.internal.transport.ConnectionSettings;
import org.twinsuite.camel.ditto.internal.transport.FeedFactory;
import org.twinsuite.camel.ditto.internal.transport.PendingCommands;
import org.twinsuite.camel.ditto.internal.websocket.DittoSocket;
import org.twinsuite.camel.ditto.internal.websocket.WebSocketFeeds;

/** Makes the connections an endpoint needs from its options. */
final class ConnectionFactory {

  private final DittoConfiguration options;
  private final HttpClient client;
  private final Authentication authentication;

  public ConnectionFactory(DittoConfiguration options, CamelContext context) throws IOException {
    this.options = options;
    this.client = HttpClients.create(options, context);
    this.authentication = Authentication.of(options, client);
  }

  public DittoHttp http() {
    return new DittoHttp(
        client, authentication, options.getUrl(), Duration.ofMillis(options.getRequestTimeout()));
  }

  public DittoSocket socket(ScheduledExecutorService timer, DittoSocket.Listener listener) {
    return new DittoSocket(client, authentication, connection(), timer, listener);
  }

  /** Commands over a client of Eclipse Ditto. */
  ClientCommandConnection client(PendingCommands pending, ScheduledExecutorService timer) {
    return new ClientCommandConnection(
        pending,
        authentication,
        connection(),
        Duration.ofMillis(options.getRequestTimeout()),
        timer);
  }

  /**
   * @param usual transport where the options name none
   */
  public FeedFactory feeds(Transport usual, ScheduledExecutorService timer) {
    return switch (options.transport(usual)) {
      case client -> new ClientFeeds(options, authentication, connection(), timer);
      case websocket -> new WebSocketFeeds(listener -> socket(timer, listener), options, timer);
    };
  }

  private ConnectionSettings connection() {
    return new ConnectionSettings(
        options.getUrl(),
        Duration.ofMillis(options.getConnectTimeout()),
        Duration.ofMillis(options.getHeartbeat()),
        new Backoff(
            Duration.ofMillis(options.getReconnectDelay()),
            Duration.ofMillis(options.getMaximumReconnectDelay())),
        options.getMaxMessageSize(),
        options.getMaxUnsentSize());
  }
}
