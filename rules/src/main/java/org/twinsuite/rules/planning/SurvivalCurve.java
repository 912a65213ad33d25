package org.twinsuite.rules.planning;

import java.time.Duration;
import java.time.Instant;
import org.twinsuite.rules.fact.Forecast;

/**
 * The probability that a machine has failed by a time, from a forecast's value and interval: a
 * distribution function that is straight between the ends of the interval and the value, which
 * counts as the median, and goes on with the same slope to 0 and 1.
 *
 * <p>Straight pieces say no more than the forecast does, and make the expected cost of any start
 * quadratic piece by piece, so that its least value is found exactly.
 */
public final class SurvivalCurve {
  private static final double HOUR_MS = 3_600_000;

  private final Instant origin;
  private final double[] hours;
  private final double[] failed;

  private SurvivalCurve(Instant origin, double[] hours, double[] failed) {
    this.origin = origin;
    this.hours = hours;
    this.failed = failed;
  }

  /**
   * @param forecast a usable remaining life in hours with an interval around its value
   * @throws IllegalArgumentException naming what the forecast lacks
   */
  public static SurvivalCurve of(Forecast forecast) {
    if (!"h".equals(forecast.unit()) || !Double.isFinite(forecast.value())) {
      throw new IllegalArgumentException(
          "forecast:" + forecast.name() + " has no value in hours, unit is " + forecast.unit());
    }
    return of(
        forecast.at(), forecast.lower(), forecast.value(), forecast.upper(), forecast.level());
  }

  /**
   * @param origin from where hours count
   * @param lower lower end of the interval, at least 0
   * @param upper upper end of the interval
   * @param level probability of the interval, between 0 and 1
   */
  public static SurvivalCurve of(
      Instant origin, double lower, double median, double upper, double level) {
    if (!(lower >= 0 && lower <= median && median <= upper && Double.isFinite(upper))) {
      throw new IllegalArgumentException(
          "remaining life needs 0 <= lower <= value <= upper, got %s, %s, %s"
              .formatted(lower, median, upper));
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be between 0 and 1, got " + level);
    }
    double tail = (1 - level) / 2;
    double stretch = tail / (0.5 - tail);
    double least = Math.max(0, lower - (median - lower) * stretch);
    double most = upper + (upper - median) * stretch;
    return new SurvivalCurve(
        origin,
        new double[] {least, lower, median, upper, most},
        new double[] {0, tail, 0.5, 1 - tail, 1});
  }

  /** Probability that the machine has failed by then, given that it has not by {@code alive}. */
  public double failedBy(Instant at, Instant alive) {
    double before = failed(hoursTo(alive));
    return before >= 1 ? 1 : Math.max(0, (failed(hoursTo(at)) - before) / (1 - before));
  }

  /** Expected hours of life after {@code at}, given that it has not failed by {@code alive}. */
  public double hoursLeft(Instant at, Instant alive) {
    double survived = 1 - failed(hoursTo(alive));
    if (survived <= 0) {
      return 0;
    }
    double from = hoursTo(at);
    double area = from < hours[0] ? hours[0] - from : 0;
    double begin = Math.max(from, hours[0]);
    for (int i = 1; i < hours.length; i++) {
      if (hours[i] > begin) {
        // The trapezium under a straight piece.
        area += (hours[i] - begin) * (2 - failed(begin) - failed[i]) / 2;
        begin = hours[i];
      }
    }
    return area / survived;
  }

  /** Where a straight piece ends and the next begins. */
  Instant[] bends() {
    Instant[] bends = new Instant[hours.length];
    for (int i = 0; i < hours.length; i++) {
      bends[i] = origin.plusMillis(Math.round(hours[i] * HOUR_MS));
    }
    return bends;
  }

  private double hoursTo(Instant at) {
    return Duration.between(origin, at).toMillis() / HOUR_MS;
  }

  private double failed(double at) {
    if (at < hours[0]) {
      return 0;
    }
    for (int i = 1; i < hours.length; i++) {
      if (at < hours[i]) {
        return failed[i - 1]
            + (at - hours[i - 1]) / (hours[i] - hours[i - 1]) * (failed[i] - failed[i - 1]);
      }
    }
    return 1;
  }
}
