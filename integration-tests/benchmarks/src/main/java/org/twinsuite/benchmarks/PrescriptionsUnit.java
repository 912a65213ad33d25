package org.twinsuite.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.twinsuite.rules.action.CreateWorkOrder;

/**
 * What was ordered for one unit that ran to failure, one cycle an hour.
 *
 * @param orders all orders until the failure, whatever their failure mode
 */
record PrescriptionsUnit(
    String thingId, Instant start, Instant failure, List<CreateWorkOrder> orders) {

  private static final double HEALTHY = 0.4;

  /** Hours from the first order to the failure. */
  double lead() {
    return Duration.between(orders.get(0).at(), failure).toMinutes() / 60.0;
  }

  /** Whether the first order wants the unit stopped for work before the failure. */
  boolean begun() {
    return !orders.isEmpty() && orders.get(0).window().from().isBefore(failure);
  }

  /** Orders raised in the first 40 % of life. */
  int early() {
    double life = Duration.between(start, failure).toMillis();
    return (int)
        orders.stream()
            .filter(o -> Duration.between(start, o.at()).toMillis() < HEALTHY * life)
            .count();
  }
}
