package org.twinsuite.pipeline.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets one of many equal reports through now and then: a control system repeats a bad value with
 * every change, and one parked item a minute tells as much as a thousand.
 */
final class RateLimiter {
  private static final int MOST = 10_000;
  private static final int KEY_LENGTH = 200;
  private final Duration pause;
  private final Map<String, Instant> last =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  RateLimiter(Duration pause) {
    this.pause = pause;
  }

  /** Whether what this key stands for was not let through for a while. */
  synchronized boolean tryAcquire(String key, Instant now) {
    String bounded = key.length() > KEY_LENGTH ? key.substring(0, KEY_LENGTH) : key;
    Instant before = last.get(bounded);
    if (before != null && !now.isBefore(before) && now.isBefore(before.plus(pause))) {
      return false;
    }
    last.remove(bounded);
    last.put(bounded, now);
    return true;
  }
}
