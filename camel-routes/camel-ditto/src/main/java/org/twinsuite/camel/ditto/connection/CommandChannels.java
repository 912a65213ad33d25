package org.twinsuite.camel.ditto.connection;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.twinsuite.camel.ditto.DittoConfiguration;

/** One command channel per Ditto and identity, shared by all producers of a component. */
public final class CommandChannels {

  private final Map<List<Object>, Shared> open = new HashMap<>();

  /** A channel and how to give it back. */
  public record Lease(CommandChannel channel, DittoHttp http, Runnable release) {}

  private static final class Shared {
    final CommandChannel channel;
    final DittoSocket socket;
    final DittoHttp http;
    final ScheduledExecutorService timer;
    int users;

    Shared(
        CommandChannel channel,
        DittoSocket socket,
        DittoHttp http,
        ScheduledExecutorService timer) {
      this.channel = channel;
      this.socket = socket;
      this.http = http;
      this.timer = timer;
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
            Objects.hashCode(options.getSslContextParameters()));
    Shared shared = open.get(key);
    if (shared == null) {
      shared = connect(options, context);
      open.put(key, shared);
    }
    shared.users++;
    Shared leased = shared;
    return new Lease(leased.channel, leased.http, () -> release(key, leased, context));
  }

  private static Shared connect(DittoConfiguration options, CamelContext context)
      throws IOException {
    Links links = new Links(options, context);
    CommandChannel channel = new CommandChannel(options.getMaxPending());
    ScheduledExecutorService timer = Threads.timer(context, channel, "DittoCommands", 1);
    DittoSocket socket = links.socket(timer, channel);
    socket.open();
    return new Shared(channel, socket, links.http(), timer);
  }

  private synchronized void release(List<Object> key, Shared shared, CamelContext context) {
    if (--shared.users == 0) {
      open.remove(key);
      shared.socket.close();
      shared.channel.closed();
      context.getExecutorServiceManager().shutdownNow(shared.timer);
    }
  }
}
