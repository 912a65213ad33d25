package org.twinsuite.predictors.forecast.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.forecast.series.ForecastTask;
import org.twinsuite.predictors.forecast.series.MultiSeasonal;

/** Several seasons by MSTL (on logarithms if all values are positive), the rest by AutoETS. */
public final class Mstl implements PointForecaster {

  private static final int[] NO_SEASON = {};

  private final PointForecaster rest;

  public Mstl() {
    this(new AutoEts());
  }

  /** With another method for the seasonally adjusted series. */
  public Mstl(PointForecaster rest) {
    this.rest = rest;
  }

  @Override
  public String name() {
    return "mstl";
  }

  @Override
  public List<double[]> forecast(List<ForecastTask> tasks) {
    List<MultiSeasonal> parts = new ArrayList<>(tasks.size());
    List<Boolean> logs = new ArrayList<>(tasks.size());
    List<ForecastTask> adjusted = new ArrayList<>(tasks.size());
    for (ForecastTask task : tasks) {
      boolean log = Arrays.stream(task.values()).allMatch(v -> v > 0);
      double[] y = log ? Arrays.stream(task.values()).map(Math::log).toArray() : task.values();
      MultiSeasonal part = MultiSeasonal.of(y, task.seasons());
      parts.add(part);
      logs.add(log);
      adjusted.add(new ForecastTask(part.adjusted(), NO_SEASON, task.horizon()));
    }
    List<double[]> forecasts = rest.forecast(adjusted);
    List<double[]> out = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      double[] f = parts.get(i).restore(forecasts.get(i));
      out.add(logs.get(i) ? Arrays.stream(f).map(Math::exp).toArray() : f);
    }
    return out;
  }
}
