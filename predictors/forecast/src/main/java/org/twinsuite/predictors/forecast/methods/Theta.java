package org.twinsuite.predictors.forecast.methods;

import java.util.ArrayList;
import java.util.List;
import org.twinsuite.predictors.forecast.lanes.EtsFit;
import org.twinsuite.predictors.forecast.lanes.EtsKernel;
import org.twinsuite.predictors.forecast.lanes.EtsLanes;
import org.twinsuite.predictors.forecast.lanes.EtsModel;
import org.twinsuite.predictors.forecast.lanes.LaneBlock;
import org.twinsuite.predictors.forecast.series.ForecastTask;
import org.twinsuite.predictors.forecast.series.SeasonalAdjustment;

/**
 * The Theta method, winner of the M3 competition, in the form of simple exponential smoothing with
 * half the slope of the time trend as drift.
 *
 * @see <a href="https://doi.org/10.1016/S0169-2070(01)00143-1">Hyndman, Billah: Unmasking the Theta
 *     method</a>
 */
public final class Theta implements PointForecaster {

  private static final EtsModel SES = new EtsModel(false, false, false, false);

  private final EtsLanes lanes;

  public Theta() {
    this(EtsKernel.fastest());
  }

  public Theta(EtsKernel kernel) {
    lanes = new EtsLanes(kernel);
  }

  @Override
  public String name() {
    return "theta";
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
    LaneBlock block = LaneBlock.of(series, 0, series.length);
    List<EtsFit> fits = lanes.fit(series, 0, series.length, block, SES, 1, EtsLanes.Effort.FULL);
    double[][] out = new double[series.length][];
    for (int i = 0; i < series.length; i++) {
      double[] y = series[i];
      double drift = Line.through(y).slope() / 2;
      double alpha = fits.get(i).alpha();
      double[] forecast = fits.get(i).forecast(y, 1, horizons[i]);
      double shift = (1 - Math.pow(1 - alpha, y.length)) / alpha;
      for (int h = 0; h < forecast.length; h++) {
        forecast[h] += drift * (h + shift);
      }
      out[i] = forecast;
    }
    return out;
  }
}
