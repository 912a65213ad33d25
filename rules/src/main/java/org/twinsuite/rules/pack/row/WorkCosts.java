package org.twinsuite.rules.pack.row;

import java.time.Duration;

/**
 * What a job costs, all in one currency.
 *
 * @param failure a failure before the job: repair, lost output, damage to others
 * @param planned the job itself
 * @param lostPerHour output lost in each hour of the job outside a production window
 * @param unusedPerHour worth of each hour of life that the replaced part would still have had
 * @param duration of the job
 */
public record WorkCosts(
    double failure, double planned, double lostPerHour, double unusedPerHour, Duration duration) {

  public WorkCosts {
    check("failure", failure);
    check("planned", planned);
    check("lostPerHour", lostPerHour);
    check("unusedPerHour", unusedPerHour);
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("duration must be longer than nothing, got " + duration);
    }
  }

  private static void check(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be a cost of at least 0, got " + value);
    }
  }
}
