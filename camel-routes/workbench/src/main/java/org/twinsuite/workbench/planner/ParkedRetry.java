package org.twinsuite.workbench.planner;

import java.util.Map;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.store.ParkingLot.Resolution;

/**
 * Lets a person try a parked item again or drop it. Trying again is safe at any time: an action is
 * looked up by its reference first, a sample is merged under its condition, a change is judged
 * under its revision. What fails again is parked again, with its new reason.
 */
public final class ParkedRetry {
  private final ParkingLot lot;
  private final Map<String, Again> bySource;

  /** Gives an item back to the line it came from. */
  @FunctionalInterface
  public interface Again {
    /**
     * @throws Exception when the line cannot take it now; the item stays parked
     */
    void offer(ParkedItem item) throws Exception;
  }

  /**
   * @param bySource how items of a source are tried again; others can only be dropped
   */
  public ParkedRetry(ParkingLot lot, Map<String, Again> bySource) {
    this.lot = lot;
    this.bySource = bySource;
  }

  /** What came of it. */
  enum Result {
    DONE,
    UNKNOWN
  }

  /**
   * @throws IllegalArgumentException when items of this source cannot be tried again
   */
  Result retry(long id, String who, String why) {
    ParkedItem item = lot.waiting(id).orElse(null);
    if (item == null) {
      return Result.UNKNOWN;
    }
    Again again = bySource.get(item.source());
    if (again == null) {
      throw new IllegalArgumentException(
          "items of '" + item.source() + "' cannot be tried again, only dropped");
    }
    try {
      again.offer(item);
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IllegalStateException(failed.getMessage(), failed);
    }
    return settle(id, Resolution.RETRIED, who, why);
  }

  Result drop(long id, String who, String why) {
    return settle(id, Resolution.DROPPED, who, why);
  }

  private Result settle(long id, Resolution resolution, String who, String why) {
    return lot.settle(id, resolution, who, why, java.time.Instant.now())
        ? Result.DONE
        : Result.UNKNOWN;
  }
}
