package org.twinsuite.camel.ditto.internal.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.ditto.client.DittoClient;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.ditto.internal.transport.CommandTransport;
import org.twinsuite.camel.ditto.internal.transport.PendingCommands;

/** Commands over an Eclipse Ditto client. */
class ClientCommands implements CommandTransport {

  private final PendingCommands pending;
  private volatile DittoClient client;
  private volatile Throwable problem;

  /**
   * @param client that is connected; {@code null} for none yet
   */
  ClientCommands(PendingCommands pending, DittoClient client) {
    this.pending = pending;
    this.client = client;
  }

  void use(DittoClient connected) {
    client = connected;
  }

  void lost(Throwable cause) {
    problem = cause;
    client = null;
    pending.breakAll(cause);
  }

  @Override
  public boolean connected() {
    return client != null;
  }

  @Override
  public String problem() {
    Throwable current = problem;
    return connected() || current == null ? null : current.getMessage();
  }

  @Override
  public CompletableFuture<JsonObject> send(
      String correlationId, JsonObject command, Duration timeout) {
    DittoClient current = client;
    if (current == null) {
      return CompletableFuture.failedFuture(DittoUnavailableException.nothingSent(problem));
    }
    return pending.await(
        correlationId,
        (int) Math.min(Integer.MAX_VALUE, command.getUpperBoundForStringSize()),
        timeout,
        answer -> {
          current
              .sendDittoProtocol(Protocol.write(command))
              .whenComplete(
                  (received, failure) -> {
                    if (failure != null) {
                      answer.completeExceptionally(PendingCommands.unsendable(failure));
                    } else {
                      answer.complete(Protocol.read(received));
                    }
                  });
          if (client != current) {
            answer.completeExceptionally(PendingCommands.broken(problem));
          }
        });
  }
}
