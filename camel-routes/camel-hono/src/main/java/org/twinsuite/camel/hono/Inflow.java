package org.twinsuite.camel.hono;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.camel.Message;

/** Messages of one messaging network from the start of a consumer to its stop. */
interface Inflow {

  /** Where messages go. */
  @FunctionalInterface
  interface Route {

    /**
     * Starts an exchange.
     *
     * @param fill writes body and headers
     * @param redeliveries how often the message failed before
     * @param done called once, from any thread, with the message as the route left it and what went
     *     wrong, null when nothing did
     */
    void deliver(Consumer<Message> fill, int redeliveries, BiConsumer<Message, Throwable> done);
  }

  /** Begins and returns at once. */
  void open();

  /** Begins no further exchange, gives those under way some time, and says goodbye. */
  void close();

  ConnectionState state();
}
