package org.twinsuite.predictors;

import java.util.Arrays;
import java.util.List;

/**
 * One response row. The arrays have the horizon's length (remaining life: 1, in units of the
 * request's step; scores: one per value of the row, with bounds of NaN); a row without a prediction
 * has empty arrays.
 *
 * @param seriesId as in the request; never null
 * @param mean point forecast; NaN = none
 * @param lower lower bound of the interval; NaN = unknown
 * @param upper upper bound; NaN = unbounded or unknown
 * @param model name and version of what predicted
 * @param status {@link Status#OK} (a remark in brackets may follow), {@link Status#HEALTHY} or a
 *     reason
 * @param drivers strongest first; empty if the predictor explains nothing
 */
public record Prediction(
    String seriesId,
    double[] mean,
    double[] lower,
    double[] upper,
    String model,
    String status,
    List<Driver> drivers) {

  private static final double[] NONE = {};

  public Prediction {
    drivers = List.copyOf(drivers);
  }

  /** A forecast without drivers. */
  public static Prediction of(
      String seriesId, double[] mean, double[] lower, double[] upper, String model) {
    return new Prediction(seriesId, mean, lower, upper, model, Status.OK, List.of());
  }

  /** A row that got no prediction. */
  public static Prediction refused(String seriesId, String model, String status) {
    return new Prediction(seriesId, NONE, NONE, NONE, model, status, List.of());
  }

  /** A remaining life: arrays of length 1. */
  public static Prediction life(
      String seriesId,
      double mean,
      double lower,
      double upper,
      String model,
      String status,
      List<Driver> drivers) {
    return new Prediction(
        seriesId,
        new double[] {mean},
        new double[] {lower},
        new double[] {upper},
        model,
        status,
        drivers);
  }

  /** Whether the prediction holds, be it with a remark: {@code ok (…)}. */
  public boolean ok() {
    return Status.OK.equals(status) || status.startsWith(Status.OK + " (");
  }

  @Override
  public String toString() {
    return "%s %s [%s, %s] by %s: %s %s"
        .formatted(
            seriesId,
            Arrays.toString(mean),
            Arrays.toString(lower),
            Arrays.toString(upper),
            model,
            status,
            drivers);
  }
}
