package org.twinsuite.camel.ditto.component;

import java.time.Duration;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.internal.order.Backoff;
import org.twinsuite.camel.ditto.internal.order.DispatcherOptions;

/** What the options of an endpoint mean for its dispatchers and retries. */
final class ConsumerSettings {

  private ConsumerSettings() {}

  /**
   * @param dispatchers how many dispatchers share what may be in flight
   */
  static DispatcherOptions dispatcher(DittoConfiguration options, int dispatchers) {
    return new DispatcherOptions(
        Math.max(1, options.getMaxInFlight() / dispatchers),
        options.getMaxInFlightPerThing(),
        Math.max(options.getMaxInFlightPerThing(), options.getMaxInFlight() / 2),
        options.getMaxInFlightSize() / dispatchers,
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
