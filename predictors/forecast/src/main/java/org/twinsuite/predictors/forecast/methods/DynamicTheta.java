package org.twinsuite.predictors.forecast.methods;

import java.util.ArrayList;
import java.util.List;
import org.twinsuite.predictors.forecast.lanes.EtsKernel;
import org.twinsuite.predictors.forecast.lanes.ThetaLanes;
import org.twinsuite.predictors.forecast.series.ForecastTask;
import org.twinsuite.predictors.forecast.series.SeasonalAdjustment;

/**
 * The dynamic optimised Theta model (DOTM): smoothing, theta and first level are estimated, and the
 * long-term line is updated with every value.
 *
 * @see ThetaLanes
 */
public final class DynamicTheta implements PointForecaster {

  private final ThetaLanes lanes;

  /** With the fastest kernel of this machine. */
  public DynamicTheta() {
    this(EtsKernel.fastest());
  }

  public DynamicTheta(EtsKernel kernel) {
    lanes = new ThetaLanes(kernel);
  }

  @Override
  public String name() {
    return "dotm";
  }

  @Override
  public List<double[]> forecast(List<ForecastTask> tasks) {
    List<SeasonalAdjustment> adjusted = new ArrayList<>(tasks.size());
    List<ForecastTask> plain = new ArrayList<>(tasks.size());
    for (ForecastTask task : tasks) {
      SeasonalAdjustment a = SeasonalAdjustment.of(task.values(), task.season());
      adjusted.add(a);
      plain.add(task.withValues(a.values()));
    }
    List<double[]> forecasts = LaneGroups.forecast(plain, t -> 0, this::block);
    List<double[]> out = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      out.add(adjusted.get(i).restore(forecasts.get(i)));
    }
    return out;
  }

  private double[][] block(double[][] series, int[] horizons, int kind) {
    ThetaLanes.Fit[] fits = lanes.fit(series);
    double[][] out = new double[series.length][];
    for (int i = 0; i < series.length; i++) {
      out[i] = ahead(series[i], fits[i], horizons[i]);
    }
    return out;
  }

  /** Forecasts step by step, each forecast taken for the next value. */
  private static double[] ahead(double[] y, ThetaLanes.Fit fit, int horizon) {
    double alpha = fit.alpha();
    double share = 1 - 1 / fit.theta();
    double level = fit.level();
    double mean = 0;
    double intercept = 0;
    double slope = 0;
    double[] out = new double[horizon];
    for (int t = 1; t <= y.length + horizon; t++) {
      double decay = Math.pow(1 - alpha, t - 1);
      double growth = (1 - decay * (1 - alpha)) / alpha;
      double forecast = level + share * (decay * intercept + growth * slope);
      double value = t <= y.length ? y[t - 1] : forecast;
      if (t > y.length) {
        out[t - y.length - 1] = forecast;
      }
      level = alpha * value + (1 - alpha) * level;
      slope = t == 1 ? 0 : ((t - 2) * slope + 6 * (value - mean) / t) / (t + 1);
      mean = ((t - 1) * mean + value) / t;
      intercept = mean - slope * (t + 1) / 2;
    }
    return out;
  }
}
