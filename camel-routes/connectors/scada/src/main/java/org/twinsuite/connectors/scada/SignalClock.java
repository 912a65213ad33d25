package org.twinsuite.connectors.scada;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.twin.ClockRule;
import org.twinsuite.twin.IsoInstant;

/**
 * When a signal counts as measured: by the suite's one rule for clocks, after leaving out what is
 * not a date but a clock that was never set. What is corrected is logged from time to time. Judges
 * on one thread; asked for the error by any.
 */
final class SignalClock {

  private static final Logger LOG = LoggerFactory.getLogger(SignalClock.class);

  /** Before it there was no digital control system: 0001, 1601 and 1970 mean "not set". */
  private static final Instant FIRST = Instant.parse("1980-01-01T00:00:00Z");

  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final String name;
  private final ClockRule rule;
  private boolean logged;
  private long loggedAt;

  /** Null if the last time was believed. */
  private volatile Duration error;

  SignalClock(String name, ClockRule rule) {
    this.name = name;
    this.rule = rule;
  }

  /** The signal with the time that is believed; one without a time stays so. */
  Signal judge(Signal signal) {
    Instant source = signal.sourceTimestamp();
    if (source == null) {
      return signal;
    }
    Instant received = signal.receivedAt();
    if (source.isBefore(FIRST)) {
      return correct(signal, received, Duration.between(received, FIRST));
    }
    ClockRule.Dating dating = rule.date(source, received);
    if (dating.isCorrected()) {
      boolean known = dating.errorMillis() != IsoInstant.UNKNOWN;
      Duration ahead = known ? Duration.ofMillis(dating.errorMillis()) : Duration.ofDays(36_500);
      return correct(signal, dating.instant(), ahead);
    }
    error = null;
    return signal;
  }

  private Signal correct(Signal signal, Instant time, Duration ahead) {
    error = ahead;
    if (!logged || System.nanoTime() - loggedAt > PAUSE_NANOS) {
      logged = true;
      loggedAt = System.nanoTime();
      LOG.warn(
          "{}: the time of {} {} is {} by {} s; the time of reception is used: set the source's clock",
          name,
          signal.thing(),
          signal.feature(),
          ahead.isNegative() ? "behind" : "ahead",
          ahead.abs().toSeconds());
    }
    return signal.at(time);
  }

  /** How far the last time was ahead (negative: behind) that was not believed. */
  Optional<Duration> error() {
    return Optional.ofNullable(error);
  }
}
