package org.twinsuite.connectors.scada;

import java.time.Instant;
import org.twinsuite.twin.ClockRule;

/**
 * When a signal counts as measured: by the suite's one rule for clocks, after leaving out what is
 * not a date but a clock that was never set.
 */
final class SignalClock {

  /** Before it there was no digital control system: 0001, 1601 and 1970 mean "not set". */
  private static final Instant FIRST = Instant.parse("1980-01-01T00:00:00Z");

  private final ClockRule rule;

  SignalClock(ClockRule rule) {
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
      return signal.at(received);
    }
    ClockRule.Dating dating = rule.date(source, received);
    return dating.isCorrected() ? signal.at(dating.instant()) : signal;
  }
}
