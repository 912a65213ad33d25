package org.twinsuite.pipeline.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Points that Ditto refused for good, such as those the model of their thing does not know. They
 * are left out for a while, so that they cost neither commands nor parked items with every sample,
 * and tried again then, as the model may have changed.
 */
final class RefusedPoints {
  private static final int MOST = 20_000;

  private record Key(String thingId, String feature) {}

  private final Duration pause;
  private final Map<Key, Instant> refused =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Instant> eldest) {
          return size() > MOST;
        }
      };

  RefusedPoints(Duration pause) {
    this.pause = pause;
  }

  /** Whether the point is to be left out now. */
  synchronized boolean isLeftOut(String thingId, String feature, Instant now) {
    Instant at = refused.get(new Key(thingId, feature));
    return at != null && now.isBefore(at.plus(pause)) && !now.isBefore(at);
  }

  /**
   * Ditto refused the point.
   *
   * @return whether for the first time
   */
  synchronized boolean add(String thingId, String feature, Instant now) {
    return refused.put(new Key(thingId, feature), now) == null;
  }

  /** Ditto took the point. */
  synchronized void remove(String thingId, String feature) {
    if (!refused.isEmpty()) {
      refused.remove(new Key(thingId, feature));
    }
  }
}
