package org.twinsuite.camel.hono.dispatch;

import java.util.function.Predicate;

/**
 * When a failed message comes again and when it does no longer.
 *
 * <p>A failure counts as an attempt when the message is at fault: an {@link Error}, an exception
 * that does not tell of an outage, or any failure while other messages succeed. A target that is
 * away fails everything; its messages wait, however long that takes.
 *
 * @param maxAttempts after so many counted failures the message is exhausted; 0 for never
 * @param backoff delay before the next attempt
 * @param outage whether a failure says that the target is away
 * @param giveBack whether an exhausted message goes back to the messaging network instead of being
 *     handed over once more to be parked
 */
public record RetryPolicy(
    int maxAttempts, Backoff backoff, Predicate<Throwable> outage, boolean giveBack) {

  public RetryPolicy {
    if (maxAttempts < 0) {
      throw new IllegalArgumentException(
          "maxAttempts is " + maxAttempts + ": use 1 or more, or 0 to try for ever");
    }
  }

  boolean counts(Throwable failure, boolean othersSucceeded) {
    return failure instanceof Error || othersSucceeded || !outage.test(failure);
  }

  boolean exhausted(int counted) {
    return maxAttempts > 0 && counted >= maxAttempts;
  }
}
