package org.twinsuite.camel.hono;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** The way of commands to Hono and of responses back. */
public interface CommandTransport extends AutoCloseable {

  /** Begins and returns at once. */
  void open();

  /**
   * Sends a command.
   *
   * @param correlationId null for a one-way command
   * @return ends when the messaging network has taken responsibility, or with {@link
   *     HonoUnavailableException} when trying again may help, or with {@link HonoCommandException}
   *     when the network says that it was not delivered
   * @throws IllegalArgumentException when device or subject is missing
   * @throws InvalidPayloadException when the body has no form in bytes
   */
  CompletableFuture<Void> send(Message message, String correlationId)
      throws InvalidPayloadException;

  /** Ends when responses to requests sent from then on are sure to be seen. */
  CompletableFuture<Void> responses();

  @Override
  void close();
}
