package org.twinsuite.camel.ditto.internal.order;

import java.util.function.Consumer;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/** Takes changes over. */
@FunctionalInterface
public interface ChangeHandler {

  /**
   * Starts to handle a change and returns without waiting for the end where it can.
   *
   * @param done to be called once, from any thread: null for success, else what went wrong
   */
  void handle(ReceivedChange change, Consumer<Throwable> done);
}
