package org.twinsuite.camel.ditto.internal.transport;

import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/** Gets the changes of a feed; called from one thread at a time. */
public interface ChangeRecipient {

  /** A change; its size is to be released when it needs no more memory. */
  void accept(ReceivedChange change);

  /** A change came for which there was no room: it has to be fetched from the history. */
  void missed(String thingId, long revision);

  /** Called after each confirmed subscription: look for what is missing. */
  void subscribed();
}
