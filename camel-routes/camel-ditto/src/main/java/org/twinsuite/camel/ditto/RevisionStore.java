package org.twinsuite.camel.ditto;

import java.util.Map;
import java.util.OptionalLong;

/**
 * Remembers per thing up to which revision all changes were handled.
 *
 * <p>A mark may be older than the truth (the changes after it are then delivered again) but never
 * newer. Implementations are called from several threads, for one thing from one at a time.
 */
public interface RevisionStore {

  /** The last handled revision of the thing; empty when the thing was never seen. */
  OptionalLong lastHandled(String thingId);

  /** Every change up to and including {@code revision} was handled. Marks never move back. */
  void handled(String thingId, long revision);

  /** All marks by thing id; empty when nothing is stored or the store cannot list its marks. */
  default Map<String, Long> snapshot() {
    return Map.of();
  }

  /** Makes the marks durable; called about every second and when the consumer stops. */
  default void flush() {}

  /**
   * Marks written by other processes are to be seen from now on; called before things are taken
   * over from another consumer of the same group.
   */
  default void refresh() {}

  /** The thing was deleted and recreated: its mark is void. */
  default void forget(String thingId) {}
}
