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
    List<ForecastTask> adjusted = new ArrayList<>(tasks.size());
    double[] centres = new double[tasks.size()];
    for (int i = 0; i < centres.length; i++) {
      ForecastTask task = tasks.get(i);
      double[] y = task.values();
      centres[i] = Double.NaN;
      if (Arrays.stream(y).allMatch(v -> v > 0)) {
        // Around zero, so that the unit of the series does not matter.
        double centre = Arrays.stream(y).map(Math::log).average().orElse(0);
        centres[i] = centre;
        y = Arrays.stream(y).map(v -> Math.log(v) - centre).toArray();
      }
      MultiSeasonal part = MultiSeasonal.of(y, task.seasons());
      parts.add(part);
      adjusted.add(new ForecastTask(part.adjusted(), NO_SEASON, task.horizon()));
    }
    List<double[]> forecasts = rest.forecast(adjusted);
    List<double[]> out = new ArrayList<>(tasks.size());
    for (int i = 0; i < centres.length; i++) {
      double[] f = parts.get(i).restore(forecasts.get(i));
      double centre = centres[i];
      out.add(Double.isNaN(centre) ? f : Arrays.stream(f).map(v -> Math.exp(v + centre)).toArray());
    }
    return out;
  }
}
