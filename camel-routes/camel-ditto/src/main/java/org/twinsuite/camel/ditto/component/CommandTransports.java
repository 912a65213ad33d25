package org.twinsuite.camel.ditto.component;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.Transport;
import org.twinsuite.camel.ditto.internal.client.ClientCommandConnection;
import org.twinsuite.camel.ditto.internal.http.DittoHttp;
import org.twinsuite.camel.ditto.internal.transport.CommandTransport;
import org.twinsuite.camel.ditto.internal.transport.PendingCommands;
import org.twinsuite.camel.ditto.internal.websocket.DittoSocket;
import org.twinsuite.camel.ditto.internal.websocket.WebSocketCommands;

/** One command channel per Ditto and identity, shared by all producers of a component. */
final class CommandTransports {

  private final Map<List<Object>, Shared> open = new HashMap<>();

  /** A transport of commands and how to give it back. */
  public record Lease(CommandTransport transport, DittoHttp http, Runnable release) {}

  private static final class Shared {
    final CommandTransport transport;
    final DittoHttp http;
    final Runnable close;
    int users;

    Shared(CommandTransport transport, DittoHttp http, Runnable close) {
      this.transport = transport;
      this.http = http;
      this.close = close;
    }
  }

  /** Opens a channel or shares one that is open; release it when done. */
  public synchronized Lease lease(DittoConfiguration options, CamelContext context)
      throws IOException {
    List<Object> key =
        List.of(
            options.getUrl(),
            String.valueOf(options.getAuth()),
            String.valueOf(options.getUsername()),
            String.valueOf(options.getPassword()),
            String.valueOf(options.getOauth2TokenEndpoint()),
            String.valueOf(options.getOauth2ClientId()),
            String.valueOf(options.getOauth2Scope()),
            Objects.hashCode(options.getSslContextParameters()),
            System.identityHashCode(options.getClient()),
            options.transport(Transport.client));
    Shared shared = open.get(key);
    if (shared == null) {
      shared = connect(options, context);
      open.put(key, shared);
    }
    shared.users++;
    Shared leased = shared;
    return new Lease(leased.transport, leased.http, () -> release(key, leased));
  }

  private static Shared connect(DittoConfiguration options, CamelContext context)
      throws IOException {
    ConnectionFactory links = new ConnectionFactory(options, context);
    PendingCommands pending =
        new PendingCommands(options.getMaxPending(), options.getMaxUnsentSize());
    if (options.getClient() != null && options.getTransport() != Transport.websocket) {
      CommandTransport given = ClientCommandConnection.of(options.getClient(), pending);
      return new Shared(given, links.http(), () -> {});
    }
    ScheduledExecutorService timer = Threads.timer(context, pending, "DittoCommands", 1);
    Runnable stopTimer = () -> context.getExecutorServiceManager().shutdownNow(timer);
    if (options.transport(Transport.client) == Transport.client) {
      ClientCommandConnection client = links.client(pending, timer);
      client.open();
      return new Shared(
          client,
          links.http(),
          () -> {
            client.close();
            stopTimer.run();
          });
    }
    WebSocketCommands channel = new WebSocketCommands(pending);
    DittoSocket socket = links.socket(timer, channel);
    socket.open();
    return new Shared(
        channel,
        links.http(),
        () -> {
          socket.close();
          channel.closed();
          stopTimer.run();
        });
  }

  private synchronized void release(List<Object> key, Shared shared) {
    if (--shared.users == 0) {
      open.remove(key);
      shared.close.run();
    }
  }
}
