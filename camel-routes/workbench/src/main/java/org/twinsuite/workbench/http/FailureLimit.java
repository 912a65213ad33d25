package org.twinsuite.workbench.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Slows down who guesses: after some failures within a minute, no more answers for that minute. */
final class FailureLimit {
  static final int FAILURES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_KNOWN = 10_000;

  private record Failures(Instant since, int count) {}

  private final InstantSource clock;
  private final Map<String, Failures> byKey =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  FailureLimit(InstantSource clock) {
    this.clock = clock;
  }

  /** Seconds until this one is listened to again; 0 if now. */
  synchronized long secondsToWait(String key) {
    Failures failures = byKey.get(key);
    if (failures == null || failures.count() < FAILURES) {
      return 0;
    }
    Duration left = Duration.between(clock.instant(), failures.since().plus(WINDOW));
    return left.isNegative() || left.isZero() ? 0 : left.toSeconds() + 1;
  }

  synchronized void failed(String key) {
    Instant now = clock.instant();
    Failures before = byKey.remove(key);
    boolean fresh = before == null || !before.since().plus(WINDOW).isAfter(now);
    byKey.put(key, fresh ? new Failures(now, 1) : new Failures(before.since(), before.count() + 1));
  }
}
