package org.twinsuite.predictors.forecast.methods;

import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.forecast.series.ForecastTask;

/**
 * An autoregression on the last values and on the values one season ago (and around), by least
 * squares, iterated: the ρ half of the Card method, extended to several seasons.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2019.03.012">Doornik, Castle, Hendry: Card
 *     forecasts for M4</a>
 */
public final class Rho implements PointForecaster {

  /** What else stands in the regression beside a constant. */
  public enum Dummies {
    /** Nothing. */
    NONE,
    /** A level for each position in the first season. */
    FIRST_SEASON,
    /** A level for each position in the last season. */
    LAST_SEASON
  }

  /** Below this many values there is nothing to regress on. */
  private static final int SHORTEST = 8;

  private final boolean logarithms;
  private final Dummies dummies;

  /**
   * @param logarithms whether series of positive values are regressed on the logarithmic scale
   */
  public Rho(boolean logarithms, Dummies dummies) {
    this.logarithms = logarithms;
    this.dummies = dummies;
  }

  @Override
  public String name() {
    return "rho";
  }

  @Override
  public List<double[]> forecast(List<ForecastTask> tasks) {
    return tasks.stream().map(this::forecast).toList();
  }

  private double[] forecast(ForecastTask task) {
    double[] y = task.values();
    if (y.length < SHORTEST) {
      double[] flat = new double[task.horizon()];
      Arrays.fill(flat, y[y.length - 1]);
      return flat;
    }
    boolean log = logarithms && Arrays.stream(y).allMatch(v -> v > 0);
    double[] scaled = log ? Arrays.stream(y).map(Math::log).toArray() : y;
    double[] f = SeasonalRegression.fit(scaled, task.seasons(), dummies).ahead(task.horizon());
    return Guard.within(y, log ? Arrays.stream(f).map(Math::exp).toArray() : f);
  }
}
