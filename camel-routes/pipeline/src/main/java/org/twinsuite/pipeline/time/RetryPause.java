package org.twinsuite.pipeline.time;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;

/** The pauses between the attempts of work that is repeated until it succeeds: one rule for all. */
public final class RetryPause {
  private static final IntervalFunction MILLIS =
      IntervalFunction.ofExponentialBackoff(Duration.ofMillis(100), 2, Duration.ofSeconds(10));

  private RetryPause() {}

  /**
   * The pause after a number of failures in a row.
   *
   * @param failures at least 1
   */
  public static Duration after(int failures) {
    return Duration.ofMillis(MILLIS.apply(failures));
  }

  /** Waits for that long. */
  public static void sleep(int failures) throws InterruptedException {
    Thread.sleep(after(failures).toMillis());
  }
}
