package org.twinsuite.predictors.forecast.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.forecast.lanes.EtsFit;
import org.twinsuite.predictors.forecast.lanes.EtsKernel;
import org.twinsuite.predictors.forecast.lanes.EtsLanes;
import org.twinsuite.predictors.forecast.lanes.EtsModel;
import org.twinsuite.predictors.forecast.lanes.LaneBlock;
import org.twinsuite.predictors.forecast.series.ForecastTask;
import org.twinsuite.predictors.forecast.series.SeasonalAdjustment;

/** Exponential smoothing with the model of the reduced pool that has the smallest AICc. */
public final class AutoEts implements PointForecaster {

  /** Longer seasons are adjusted for beforehand: so many states cannot be estimated. */
  private static final int LONGEST_SEASON = 24;

  private static final int[] NO_SEASON = {};

  /** The models to choose from. */
  interface Pool {
    List<EtsModel> models(boolean positive, boolean seasonal);
  }

  private final String name;
  private final Pool pool;
  private final EtsLanes lanes;

  /** With the fastest kernel of this machine. */
  public AutoEts() {
    this(EtsKernel.fastest());
  }

  public AutoEts(EtsKernel kernel) {
    this("autoets", EtsModel::reducedPool, kernel);
  }

  private AutoEts(String name, Pool pool, EtsKernel kernel) {
    this.name = name;
    this.pool = pool;
    lanes = new EtsLanes(kernel);
  }

  /** Damped Holt-Winters alone: multiplicative for positive series, else additive. */
  public static AutoEts dampedHoltWinters(EtsKernel kernel) {
    return new AutoEts(
        "holtwinters",
        (positive, seasonal) -> List.of(new EtsModel(positive, true, true, seasonal)),
        kernel);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<double[]> forecast(List<ForecastTask> tasks) {
    List<SeasonalAdjustment> adjusted = new ArrayList<>(tasks.size());
    List<ForecastTask> fitted = new ArrayList<>(tasks.size());
    for (ForecastTask task : tasks) {
      boolean tooLong = task.season() > LONGEST_SEASON;
      SeasonalAdjustment a = SeasonalAdjustment.of(task.values(), tooLong ? task.season() : 1);
      adjusted.add(a);
      fitted.add(tooLong ? new ForecastTask(a.values(), NO_SEASON, task.horizon()) : task);
    }
    List<double[]> forecasts = LaneGroups.forecast(fitted, AutoEts::kind, this::block);
    List<double[]> out = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      out.add(Guard.within(tasks.get(i).values(), adjusted.get(i).restore(forecasts.get(i))));
    }
    return out;
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
    for (EtsModel model : pool.models(kind % 2 == 1, season > 1)) {
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
