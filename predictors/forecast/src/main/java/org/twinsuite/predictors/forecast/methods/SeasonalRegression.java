package org.twinsuite.predictors.forecast.methods;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.twinsuite.predictors.forecast.series.LeastSquares;

/** The regression behind {@link Rho} and the calibration of {@link Card}. */
final class SeasonalRegression {

  private static final double DUMMY_PENALTY = 1e-3;
  private static final double OTHER_PENALTY = 1e-6;

  /** More dummies than this cost more than they tell. */
  private static final int MOST_DUMMIES = 200;

  private final double[] centred;
  private final double mean;
  private final int[] lags;
  private final int period;
  private final double[] coefficients;

  private SeasonalRegression(
      double[] centred, double mean, int[] lags, int period, double[] coefficients) {
    this.centred = centred;
    this.mean = mean;
    this.lags = lags;
    this.period = period;
    this.coefficients = coefficients;
  }

  static SeasonalRegression fit(double[] x, int[] seasons, Rho.Dummies dummies) {
    int[] usable = usable(seasons, x.length);
    int[] lags = lags(usable);
    int period =
        usable.length == 0
            ? 0
            : switch (dummies) {
              case NONE -> 0;
              case FIRST_SEASON -> usable[0];
              case LAST_SEASON -> usable[usable.length - 1];
            };
    if (period > MOST_DUMMIES) {
      period = usable[0] > MOST_DUMMIES ? 0 : usable[0];
    }
    double mean = Arrays.stream(x).average().orElse(0);
    double[] centred = Arrays.stream(x).map(v -> v - mean).toArray();
    int columns = lags.length + 1 + period;
    LeastSquares regression = new LeastSquares(columns);
    double[] row = new double[columns];
    for (int t = lags[lags.length - 1]; t < x.length; t++) {
      fill(row, centred, t, lags, period);
      regression.add(row, centred[t], 1);
    }
    double[] penalty = new double[columns];
    Arrays.fill(penalty, 0, lags.length, 0);
    Arrays.fill(penalty, lags.length, columns, DUMMY_PENALTY);
    penalty[lags.length] = OTHER_PENALTY;
    return new SeasonalRegression(centred, mean, lags, period, regression.solve(penalty));
  }

  /** Goes on after the last value, each forecast taken for the value. */
  double[] ahead(int horizon) {
    int n = centred.length;
    double[] extended = Arrays.copyOf(centred, n + horizon);
    double[] out = new double[horizon];
    double[] row = new double[coefficients.length];
    for (int h = 0; h < horizon; h++) {
      extended[n + h] = at(extended, n + h, row);
      out[h] = extended[n + h] + mean;
    }
    return out;
  }

  /** Fitted values of the last {@code count} times. */
  double[] fitted(int count) {
    double[] row = new double[coefficients.length];
    return IntStream.range(centred.length - count, centred.length)
        .mapToDouble(
            t -> t < lags[lags.length - 1] ? centred[t] + mean : at(centred, t, row) + mean)
        .toArray();
  }

  private double at(double[] x, int t, double[] row) {
    fill(row, x, t, lags, period);
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      sum += coefficients[k] * row[k];
    }
    return sum;
  }

  private static void fill(double[] row, double[] x, int t, int[] lags, int period) {
    for (int k = 0; k < lags.length; k++) {
      row[k] = x[t - lags[k]];
    }
    row[lags.length] = 1;
    if (period > 0) {
      Arrays.fill(row, lags.length + 1, row.length, 0);
      row[lags.length + 1 + t % period] = 1;
    }
  }

  private static int[] usable(int[] seasons, int n) {
    int[] twice = Arrays.stream(seasons).filter(m -> n >= 2 * m + 6).toArray();
    return twice.length > 1 && n < 3 * twice[twice.length - 1]
        ? Arrays.copyOf(twice, twice.length - 1)
        : twice;
  }

  /** One season: 1, m, m+1; several: 1, 2 and m−1, m, m+1 of each. */
  private static int[] lags(int[] seasons) {
    if (seasons.length == 0) {
      return new int[] {1};
    }
    if (seasons.length == 1) {
      return IntStream.of(1, seasons[0], seasons[0] + 1).distinct().toArray();
    }
    return IntStream.concat(
            IntStream.of(1, 2), Arrays.stream(seasons).flatMap(m -> IntStream.of(m - 1, m, m + 1)))
        .distinct()
        .sorted()
        .toArray();
  }
}
