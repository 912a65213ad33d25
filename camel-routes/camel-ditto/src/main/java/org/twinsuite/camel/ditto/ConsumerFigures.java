package org.twinsuite.camel.ditto;

import java.time.Duration;

/** What a consumer counted since it was created, and how far behind it is. */
public interface ConsumerFigures {

  /** Changes that came over the socket or from Kafka. */
  long received();

  /** Changes whose exchange completed. */
  long handled();

  /** Exchanges that failed; each is repeated. */
  long failed();

  long duplicates();

  /** Gaps that had to be looked up in the history. */
  long gaps();

  /** Changes that were missing and fetched from the history. */
  long repaired();

  /** Revisions that neither arrived nor are in the history as far as it is visible. */
  long invisible();

  /** Changes held back by the echo guard. */
  long echoes();

  long reconnects();

  int inFlight();

  /**
   * Age of the oldest change that is known and not handled, from Ditto's time stamp until now,
   * whether it is in the route, waits or failed; 0 when all are handled.
   */
  long lagMillis();

  /**
   * How many things have changes to handle and did not get on for longer than the limit.
   *
   * @param limit zero for none
   */
  int stalledThings(Duration limit);

  /**
   * Whether some part of the consumer has changes to handle and handled none within the limit.
   *
   * @param limit zero for none
   */
  boolean stalled(Duration limit);

  /**
   * Messages of the assigned Kafka partitions that are not handled yet; 0 for other sources, which
   * cannot tell.
   */
  long backlog();
}
