package org.twinsuite.predictors.flight;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.arrow.flight.FlightStatusCode;

/**
 * How often and how soon a call is repeated. Only failures that may pass are: predictors are pure,
 * so asking twice does no harm, but a wrong request stays wrong.
 *
 * @param attempts calls in all, at least 1
 * @param first rest of a server after its first failure; doubles with each further one
 * @param longest rest of a server
 */
public record FlightRetries(int attempts, Duration first, Duration longest) {

  /** A server that is gone, busy, or went away during the call. */
  private static final Set<FlightStatusCode> PASSING =
      Set.of(
          FlightStatusCode.UNAVAILABLE,
          FlightStatusCode.RESOURCE_EXHAUSTED,
          FlightStatusCode.CANCELLED);

  private static final int MOST_DOUBLINGS = 20;

  public FlightRetries {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "retries need at least 1 attempt and a longest rest not below the first");
    }
  }

  /** Eight attempts, rests from 100 ms to 5 s. */
  public static FlightRetries defaults() {
    return new FlightRetries(8, Duration.ofMillis(100), Duration.ofSeconds(5));
  }

  boolean passing(FlightStatusCode code) {
    return PASSING.contains(code);
  }

  /**
   * Nanoseconds of rest: exponential, half of it by chance so that clients do not march in step.
   */
  long rest(int failures) {
    double full = (double) first.toNanos() * (1L << Math.min(MOST_DOUBLINGS, failures - 1));
    double capped = Math.min(longest.toNanos(), full);
    return (long) (capped * (0.5 + ThreadLocalRandom.current().nextDouble() / 2));
  }
}
