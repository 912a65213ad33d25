package org.twinsuite.camel.ditto;

import java.time.Duration;
import org.twinsuite.camel.ditto.change.Backoff;
import org.twinsuite.camel.ditto.change.LaneOptions;

/** What the options of an endpoint mean for its lanes and retries. */
final class Tuning {

  private Tuning() {}

  /**
   * @param lanes how many lanes share what may be in flight
   */
  static LaneOptions lane(DittoConfiguration options, int lanes) {
    return new LaneOptions(
        Math.max(1, options.getMaxInFlight() / lanes),
        options.getMaxInFlightPerThing(),
        Math.max(options.getMaxInFlightPerThing(), options.getMaxInFlight() / 2),
        Duration.ofMillis(options.getGapDelay()),
        options.getRepairChunk(),
        options.getFilter() == null ? options.getRepairConfirmations() : 0,
        new Backoff(
            Duration.ofMillis(options.getRedeliveryDelay()),
            Duration.ofMillis(options.getMaximumRedeliveryDelay())),
        reconnect(options),
        options.getExcludeWriter());
  }

  /** Characters of changes a repair may fetch at once, so that all together keep the limit. */
  static long repairSize(DittoConfiguration options) {
    return Math.max(1, options.getMaxInFlightSize() / options.getRepairConcurrency());
  }

  static Backoff reconnect(DittoConfiguration options) {
    return new Backoff(
        Duration.ofMillis(options.getReconnectDelay()),
        Duration.ofMillis(options.getMaximumReconnectDelay()));
  }
}
