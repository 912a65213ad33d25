package org.twinsuite.predictors.forecast.methods;

import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.forecast.series.ForecastTask;
import org.twinsuite.predictors.forecast.series.SeasonalAdjustment;

/**
 * The last seasonally adjusted value, growing at the mean rate without the largest changes: the δ
 * half of the Card method.
 *
 * @see Rho
 */
public final class Delta implements PointForecaster {

  /** This share of the changes, the largest ones, counts as none. */
  private static final double OUTLIERS = 0.1;

  @Override
  public String name() {
    return "delta";
  }

  @Override
  public List<double[]> forecast(List<ForecastTask> tasks) {
    return tasks.stream().map(Delta::forecast).toList();
  }

  private static double[] forecast(ForecastTask task) {
    SeasonalAdjustment adjusted = SeasonalAdjustment.of(task.values(), task.season());
    double[] y = adjusted.values();
    boolean rates = Arrays.stream(y).allMatch(v -> v > 0);
    double growth = growth(y, rates);
    double last = y[y.length - 1];
    double[] out = new double[task.horizon()];
    for (int h = 0; h < out.length; h++) {
      out[h] = rates ? last * Math.exp(growth * (h + 1)) : last + growth * (h + 1);
    }
    return Guard.within(task.values(), adjusted.restore(out));
  }

  private static double growth(double[] y, boolean rates) {
    int count = y.length - 1;
    if (count < 1) {
      return 0;
    }
    double[] changes = new double[count];
    double[] sizes = new double[count];
    for (int t = 0; t < count; t++) {
      changes[t] = rates ? Math.log(y[t + 1] / y[t]) : y[t + 1] - y[t];
      sizes[t] = Math.abs(changes[t]);
    }
    Arrays.sort(sizes);
    double largest = sizes[(int) Math.ceil(count * (1 - OUTLIERS)) - 1];
    double sum = 0;
    for (double change : changes) {
      sum += Math.abs(change) <= largest ? change : 0;
    }
    return sum / count;
  }
}
