package org.twinsuite.camel.hono;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.camel.Message;
import org.twinsuite.camel.hono.dispatch.Attempt;

/** Messages of one messaging network from the start of a consumer to its stop. */
public interface MessageSource {

  /** Where messages go. */
  @FunctionalInterface
  interface Route {

    /**
     * Starts an exchange.
     *
     * @param fill writes body and headers
     * @param attempt which delivery of the message this is; an exhausted one is to be parked
     * @param done called once, from any thread, with the message as the route left it and the
     *     failure, null when there was none
     */
    void deliver(Consumer<Message> fill, Attempt attempt, BiConsumer<Message, Throwable> done);
  }

  /** Begins and returns at once. */
  void open();

  /** Begins no further exchange, gives those under way some time, and disconnects. */
  void close();

  /** How the source is connected and whether its messages move. */
  ConnectionState state();
}
