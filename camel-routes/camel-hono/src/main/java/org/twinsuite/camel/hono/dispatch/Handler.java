package org.twinsuite.camel.hono.dispatch;

import java.util.function.Consumer;

/**
 * Processes messages.
 *
 * @param <M> the message
 */
@FunctionalInterface
public interface Handler<M> {

  /**
   * Starts to process a message. Whatever is thrown counts as a failure of the attempt, Errors too.
   *
   * @param done to be called once, from any thread; later calls are ignored
   */
  void handle(M message, Attempt attempt, Consumer<Result> done);
}
