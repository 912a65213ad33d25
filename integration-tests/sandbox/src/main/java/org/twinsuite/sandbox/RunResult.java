package org.twinsuite.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What came out of a run.
 *
 * @param end simulated time at the end
 * @param messages telemetry messages sent
 * @param wall time the run took
 * @param firstOrder time from its beginning to the first order; null if there was none
 * @param twins the twins at the end
 * @param lastSent time of each machine's last sample of the feature the run is paced by
 * @param orders all orders of the maintenance system
 * @param hurried how often the run went on although the line had not followed
 * @param hurriedFor what it had waited for then, empty if never
 */
record RunResult(
    Instant end,
    long messages,
    Duration wall,
    Duration firstOrder,
    Map<String, TwinState> twins,
    Map<String, Instant> lastSent,
    List<OrderLog.Entry> orders,
    int hurried,
    String hurriedFor) {}
