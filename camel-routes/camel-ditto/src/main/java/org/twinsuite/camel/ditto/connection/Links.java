package org.twinsuite.camel.ditto.connection;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.change.Backoff;

/** Makes the connections an endpoint needs from its options. */
public final class Links {

  private final DittoConfiguration options;
  private final HttpClient client;
  private final Authentication authentication;

  public Links(DittoConfiguration options, CamelContext context) throws IOException {
    this.options = options;
    this.client = HttpClients.create(options, context);
    this.authentication = Authentication.of(options, client);
  }

  public DittoHttp http() {
    return new DittoHttp(
        client, authentication, options.getUrl(), Duration.ofMillis(options.getRequestTimeout()));
  }

  public DittoSocket socket(ScheduledExecutorService timer, DittoSocket.Listener listener) {
    return new DittoSocket(
        client,
        authentication,
        new DittoSocket.Options(
            options.getUrl(),
            Duration.ofMillis(options.getConnectTimeout()),
            Duration.ofMillis(options.getHeartbeat()),
            new Backoff(
                Duration.ofMillis(options.getReconnectDelay()),
                Duration.ofMillis(options.getMaximumReconnectDelay())),
            options.getMaxMessageSize(),
            options.getMaxUnsentSize()),
        timer,
        listener);
  }
}
