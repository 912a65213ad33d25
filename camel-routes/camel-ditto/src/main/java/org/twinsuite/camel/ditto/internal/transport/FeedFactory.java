package org.twinsuite.camel.ditto.internal.transport;

import java.util.function.Consumer;
import org.twinsuite.camel.ditto.internal.protocol.Signal;

/** Makes the subscriptions of a transport. */
public interface FeedFactory {

  /**
   * Twin events.
   *
   * @param query parameters of the subscription, encoded; empty for none
   */
  Feed changes(String query, ChangeRecipient recipient);

  /**
   * Live messages or announcements.
   *
   * @param command subscription command, e.g. {@code START-SEND-MESSAGES}
   * @param query parameters of the subscription, encoded; empty for none
   * @param recipient its size is to be released when a signal needs no more memory
   */
  Feed signals(String command, String query, Consumer<Signal> recipient);
}
