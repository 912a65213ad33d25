package org.twinsuite.camel.ditto.internal.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.ditto.json.JsonObject;

/**
 * Commands and their answers, many under way at once. Holds nothing back: without a connection a
 * command fails at once, and a broken connection fails all that wait.
 */
public interface CommandTransport {

  /** Whether commands can be sent now. */
  boolean connected();

  /** Why commands cannot be sent; {@code null} when there is no reason known. */
  String problem();

  /**
   * Sends a command.
   *
   * @param correlationId unique among the commands under way
   * @param command in Ditto protocol JSON with that correlation id
   * @return the answer, whatever its status; completes with {@link
   *     org.twinsuite.camel.ditto.DittoUnavailableException} when there is no connection, too much
   *     is under way or no answer comes in time
   */
  CompletableFuture<JsonObject> send(String correlationId, JsonObject command, Duration timeout);
}
