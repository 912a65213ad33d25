package org.twinsuite.camel.ditto.internal.order;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/** Ditto's journal of the changes of a thing. */
public interface History {

  /**
   * Changes in a range of revisions in ascending order.
   *
   * @param limit how many changes to fetch at most
   * @return completes exceptionally when the history cannot be read now; a thing that is gone or
   *     not visible has no changes
   */
  CompletableFuture<Found> changes(String thingId, RevisionRange range, int limit);

  /**
   * @param through revision up to which {@code changes} is complete as far as we may see
   */
  record Found(List<ReceivedChange> changes, long through) {}
}
