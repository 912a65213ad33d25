package org.twinsuite.twin;

import java.time.Duration;
import java.time.Instant;

/**
 * One rule for clocks: nothing is measured after it was received. A source time that is ahead of
 * the reception by more than the tolerance, or outside of the years 0 to 9999, is a wrong clock's:
 * believed, it would make the true samples that follow count as old. Such a sample is dated with
 * its reception, and the clock's error is reported.
 *
 * @param tolerance how far ahead a sound clock may be
 */
public record ClockRule(Duration tolerance) {

  /** Clocks kept by NTP are within a second, those of many controllers within a few. */
  public static final ClockRule DEFAULT = new ClockRule(Duration.ofSeconds(10));

  /**
   * When a sample counts as measured.
   *
   * @param millis milliseconds since 1970
   * @param errorMillis how far the source's clock is ahead; 0 if its time is used, {@link
   *     IsoInstant#UNKNOWN} if its time is outside of the years 0 to 9999
   */
  public record Dating(long millis, long errorMillis) {

    /** Whether the source's time could not be used. */
    public boolean isCorrected() {
      return errorMillis != 0;
    }

    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }

  public ClockRule {
    if (tolerance.isNegative()) {
      throw new IllegalArgumentException("the clock's tolerance must not be negative");
    }
  }

  /**
   * Judges a source's time.
   *
   * @param sourceMillis what the source says
   * @param receivedMillis when it was received here, or by the gateway if that is earlier
   */
  public Dating date(long sourceMillis, long receivedMillis) {
    if (!IsoInstant.isValid(sourceMillis)) {
      return new Dating(receivedMillis, IsoInstant.UNKNOWN);
    }
    long ahead = sourceMillis - receivedMillis;
    return ahead > tolerance.toMillis()
        ? new Dating(receivedMillis, ahead)
        : new Dating(sourceMillis, 0);
  }

  /**
   * Judges a source's time.
   *
   * @param source what the source says; {@code null} if it says nothing, then the reception counts
   */
  public Dating date(Instant source, Instant received) {
    long receivedMillis = received.toEpochMilli();
    if (source == null) {
      return new Dating(receivedMillis, 0);
    }
    long millis;
    try {
      millis = source.toEpochMilli();
    } catch (ArithmeticException e) {
      millis = IsoInstant.UNKNOWN;
    }
    return date(millis, receivedMillis);
  }

  /** A time in a twin that is later than this was dated by a wrong clock. */
  public Instant limit(Instant received) {
    return received.plus(tolerance);
  }
}
