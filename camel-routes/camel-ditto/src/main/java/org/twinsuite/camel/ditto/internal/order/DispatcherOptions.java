package org.twinsuite.camel.ditto.internal.order;

import java.time.Duration;

/**
 * How a dispatcher works.
 *
 * @param maxInFlight changes under way at once
 * @param maxInFlightPerThing changes of one thing under way at once
 * @param maxWaiting changes of one thing that wait in memory for their turn
 * @param maxRetained characters of failed changes that are kept in memory until their repetition;
 *     those beyond are fetched from the history again
 * @param gapDelay how long a missing revision may be late
 * @param repairChunk changes fetched at once
 * @param confirmations how often a revision the history does not show is looked up again
 * @param redelivery delays between deliveries of a failed change
 * @param fetchRetry delays between attempts to read the history
 * @param excludeWriter writer whose changes are not handed over; {@code null} for none
 */
public record DispatcherOptions(
    int maxInFlight,
    int maxInFlightPerThing,
    int maxWaiting,
    long maxRetained,
    Duration gapDelay,
    int repairChunk,
    int confirmations,
    Backoff redelivery,
    Backoff fetchRetry,
    String excludeWriter) {}
