package org.twinsuite.connectors.scada;

import java.time.Duration;
import java.time.Instant;

/**
 * Which time of a source is believed. One that is missing a date (a clock that was never set) or
 * ahead of its reception cannot be when something was measured; kept, it would make every later
 * value of its point count as old.
 *
 * @param ahead how far a source's clock may be ahead; what is further ahead is dated with the time
 *     of reception
 */
public record ClockRule(Duration ahead) {

  /** Clocks that are kept in step by NTP or PTP differ by far less. */
  public static final ClockRule DEFAULT = new ClockRule(Duration.ofSeconds(5));

  /** Before it there was no digital control system: 0001, 1601 and 1970 mean "not set". */
  private static final Instant FIRST = Instant.parse("1980-01-01T00:00:00Z");

  /** Whether a time can be when something was measured. */
  public boolean isBelievable(Instant source, Instant receivedAt) {
    return !source.isBefore(FIRST) && !source.isAfter(receivedAt.plus(ahead));
  }

  /**
   * The source's time, or the time of reception where the source's is not believable.
   *
   * @param source null stays null: the source does not say
   */
  public Instant judge(Instant source, Instant receivedAt) {
    return source == null || isBelievable(source, receivedAt) ? source : receivedAt;
  }

  /** The signal with the time that is believed. */
  Signal judge(Signal signal) {
    Instant source = signal.sourceTimestamp();
    Instant judged = judge(source, signal.receivedAt());
    return judged == source ? signal : signal.at(judged);
  }
}
