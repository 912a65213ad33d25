package org.twinsuite.predictors.forecast.methods;

import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.forecast.lanes.EtsFit;
import org.twinsuite.predictors.forecast.lanes.EtsKernel;
import org.twinsuite.predictors.forecast.lanes.EtsLanes;
import org.twinsuite.predictors.forecast.lanes.EtsModel;
import org.twinsuite.predictors.forecast.lanes.LaneBlock;
import org.twinsuite.predictors.forecast.series.ForecastTask;

/** Exponential smoothing with the model of the reduced pool that has the smallest AICc. */
public final class AutoEts implements PointForecaster {

  private final EtsLanes lanes;

  /** With the fastest kernel of this machine. */
  public AutoEts() {
    this(EtsKernel.fastest());
  }

  public AutoEts(EtsKernel kernel) {
    lanes = new EtsLanes(kernel);
  }

  @Override
  public String name() {
    return "autoets";
  }

  @Override
  public List<double[]> forecast(List<ForecastTask> tasks) {
    return LaneGroups.forecast(tasks, AutoEts::kind, this::block);
  }

  /** Series of one block share season and pool. */
  private static int kind(ForecastTask task) {
    boolean positive = Arrays.stream(task.values()).allMatch(v -> v > 0);
    int season = task.season();
    boolean seasonal = season > 1 && task.values().length >= 2 * season + 3;
    return (seasonal ? 2 * season : 2) + (positive ? 1 : 0);
  }

  private double[][] block(double[][] series, int[] horizons, int kind) {
    int season = kind / 2;
    LaneBlock block = LaneBlock.of(series, 0, series.length);
    EtsFit[] best = new EtsFit[series.length];
    for (EtsModel model : EtsModel.reducedPool(kind % 2 == 1, season > 1)) {
      List<EtsFit> fits =
          lanes.fit(series, 0, series.length, block, model, season, EtsLanes.Effort.FULL);
      for (int i = 0; i < series.length; i++) {
        EtsFit fit = fits.get(i);
        if (best[i] == null || fit.aicc() < best[i].aicc()) {
          best[i] = fit;
        }
      }
    }
    double[][] out = new double[series.length][];
    for (int i = 0; i < series.length; i++) {
      int period = best[i].model().seasonal() ? season : 1;
      out[i] = best[i].forecast(series[i], period, horizons[i]);
    }
    return out;
  }
}
