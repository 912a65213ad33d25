package org.twinsuite.predictors.forecast.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.forecast.series.ForecastTask;

/**
 * Calibrated average of ρ and δ: the mean of both forecasts is appended to the series as if it had
 * been observed, and the fitted values of a seasonal regression over the whole are the forecast.
 * With several seasons δ has nothing to say and ρ is averaged over its scales.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2019.03.012">Doornik, Castle, Hendry: Card
 *     forecasts for M4</a>
 */
public final class Card implements PointForecaster {

  private static final int SHORTEST = 12;

  private final PointForecaster single =
      new Combination(
          "rho-delta", List.of(new Rho(true, Rho.Dummies.NONE), new Delta()), Combination.MEAN);
  private final PointForecaster several =
      new Combination(
          "rho-rho",
          List.of(
              new Rho(true, Rho.Dummies.NONE),
              new Rho(true, Rho.Dummies.FIRST_SEASON),
              new Rho(true, Rho.Dummies.LAST_SEASON)),
          Combination.MEAN);

  @Override
  public String name() {
    return "card";
  }

  @Override
  public List<double[]> forecast(List<ForecastTask> tasks) {
    List<double[]> out = new ArrayList<>(tasks.size());
    for (ForecastTask task : tasks) {
      PointForecaster average = task.seasons().length > 1 ? several : single;
      out.add(calibrate(task, average.forecast(List.of(task)).get(0)));
    }
    return out;
  }

  private static double[] calibrate(ForecastTask task, double[] forecast) {
    double[] y = task.values();
    if (y.length < SHORTEST) {
      return forecast;
    }
    double[] joined = Arrays.copyOf(y, y.length + forecast.length);
    System.arraycopy(forecast, 0, joined, y.length, forecast.length);
    boolean log = Arrays.stream(joined).allMatch(v -> v > 0);
    double[] x = log ? Arrays.stream(joined).map(Math::log).toArray() : joined;
    double[] fitted =
        SeasonalRegression.fit(x, task.seasons(), Rho.Dummies.FIRST_SEASON).fitted(forecast.length);
    return Guard.within(y, log ? Arrays.stream(fitted).map(Math::exp).toArray() : fitted);
  }
}
