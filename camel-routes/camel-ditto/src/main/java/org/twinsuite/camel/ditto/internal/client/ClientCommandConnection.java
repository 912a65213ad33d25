package org.twinsuite.camel.ditto.internal.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.ditto.client.DittoClient;
import org.eclipse.ditto.client.DittoClients;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.ditto.internal.http.Authentication;
import org.twinsuite.camel.ditto.internal.transport.CommandTransport;
import org.twinsuite.camel.ditto.internal.transport.ConnectionSettings;
import org.twinsuite.camel.ditto.internal.transport.PendingCommands;

/**
 * Commands over an Eclipse Ditto client of our own, which is replaced when its connection breaks.
 */
public final class ClientCommandConnection implements CommandTransport, AutoCloseable {

  private final ClientCommands commands;
  private final ClientConnection connection;

  /**
   * @param timeout how long the client waits for an answer
   */
  public ClientCommandConnection(
      PendingCommands pending,
      Authentication authentication,
      ConnectionSettings options,
      Duration timeout,
      ScheduledExecutorService timer) {
    commands = new ClientCommands(pending, null);
    connection = new ClientConnection(authentication, options, timeout, timer, new Connected());
  }

  /** Commands over a client that its owner connects and closes. */
  public static CommandTransport of(DittoClient client, PendingCommands pending) {
    return new ClientCommands(pending, client);
  }

  /** Begins to connect and returns at once. */
  public void open() {
    connection.open();
  }

  @Override
  public boolean connected() {
    return commands.connected();
  }

  @Override
  public String problem() {
    return commands.problem();
  }

  @Override
  public CompletableFuture<JsonObject> send(
      String correlationId, JsonObject command, Duration timeout) {
    return commands.send(correlationId, command, timeout);
  }

  @Override
  public void close() {
    connection.close();
    commands.lost(new DittoUnavailableException("The component is stopped"));
  }

  private final class Connected implements ClientConnection.Listener {

    @Override
    public void opened(ClientConnection.Session session) {
      DittoClients.newInstance(session.provider())
          .connect()
          .whenComplete(
              (client, failure) -> {
                if (failure != null) {
                  session.fail(failure);
                } else if (!session.over()) {
                  commands.use(client);
                }
              });
    }

    @Override
    public void lost(DittoUnavailableException cause) {
      commands.lost(cause);
    }
  }
}
