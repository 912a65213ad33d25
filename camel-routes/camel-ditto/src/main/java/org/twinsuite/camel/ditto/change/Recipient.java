package org.twinsuite.camel.ditto.change;

import java.util.function.Consumer;

/** Takes changes over. */
@FunctionalInterface
public interface Recipient {

  /**
   * Starts to handle a change and returns without waiting for the end where it can.
   *
   * @param done to be called once, from any thread: null for success, else what went wrong
   */
  void handle(ReceivedChange change, Consumer<Throwable> done);
}
