package org.twinsuite.camel.ditto.internal.order;

import java.time.Duration;

/** What is known of changes that are not handled yet; may be asked from any thread. */
public interface PendingChanges {

  /**
   * When Ditto applied the oldest change that is known and not handled, in epoch milliseconds;
   * {@link Long#MAX_VALUE} when all are handled.
   */
  long oldestMillis();

  /** How many things have changes to handle and did not get on for longer than the limit. */
  int stalledThings(Duration limit);

  /** Whether there are changes to handle and none was handled for longer than the limit. */
  boolean stalled(Duration limit);
}
