package org.twinsuite.camel.ditto.kafka;

import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.twinsuite.camel.ditto.RevisionStore;
import org.twinsuite.camel.ditto.change.Lane;
import org.twinsuite.camel.ditto.change.ReceivedChange;

/** Makes what a newly assigned partition needs. */
public interface LaneFactory {

  /**
   * @param thread of the lane alone
   * @param store marks and offsets of the partition
   * @param share how many lanes share what may be in flight
   * @param baselining whether a thing without a mark starts from where it is now
   * @param changeLeft to be called once for each accepted change when it needs no more memory
   */
  record Wish(
      ExecutorService thread,
      RevisionStore store,
      int share,
      boolean baselining,
      Consumer<ReceivedChange> changeLeft) {}

  /** The marks all partitions share. */
  RevisionStore store();

  /** A single thread that nobody else uses. */
  ExecutorService thread();

  Lane lane(Wish wish);
}
