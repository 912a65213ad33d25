package org.twinsuite.pipeline.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets one of many that say the same through now and then: a control system repeats a wrong value
 * with every change, and one parked item a minute tells as much as a thousand.
 */
final class Seldom {
  private static final int MOST = 10_000;
  private final Duration pause;
  private final Map<String, Instant> last =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  Seldom(Duration pause) {
    this.pause = pause;
  }

  /** Whether what this key stands for was not let through for a while. */
  synchronized boolean lets(String key, Instant now) {
    Instant before = last.get(key);
    if (before != null && !now.isBefore(before) && now.isBefore(before.plus(pause))) {
      return false;
    }
    last.remove(key);
    last.put(key, now);
    return true;
  }
}
