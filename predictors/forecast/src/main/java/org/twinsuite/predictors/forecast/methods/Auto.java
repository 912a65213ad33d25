package org.twinsuite.predictors.forecast.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.forecast.lanes.EtsKernel;
import org.twinsuite.predictors.forecast.series.DemandClass;
import org.twinsuite.predictors.forecast.series.ForecastTask;
import org.twinsuite.predictors.forecast.series.ZeroPattern;

/**
 * The one default configuration. What a series looks like decides, never how well a method did:
 *
 * <ul>
 *   <li>zero since a while after running: zero;
 *   <li>intermittent demand, its zeros not those of a season: {@link Intermittent} with routing;
 *   <li>two seasons, the longer seen three times: median of six ρ regressions and MSTL;
 *   <li>everything else: trimmed mean of Theta, dynamic Theta, AutoETS, damped Holt-Winters, MSTL,
 *       ρ and δ.
 * </ul>
 */
public final class Auto implements PointForecaster {

  private final PointForecaster stopped = new Stopped();
  private final PointForecaster demand = new Intermittent(Intermittent.Kind.ROUTED);
  private final PointForecaster several;
  private final PointForecaster other;

  public Auto() {
    this(EtsKernel.fastest());
  }

  public Auto(EtsKernel kernel) {
    List<PointForecaster> regressions = new ArrayList<>();
    for (boolean logarithms : new boolean[] {false, true}) {
      for (Rho.Dummies dummies : Rho.Dummies.values()) {
        regressions.add(new Rho(logarithms, dummies));
      }
    }
    regressions.add(new Mstl(new AutoEts(kernel)));
    several = new Combination("several-seasons", regressions, Combination.MEDIAN);
    other =
        new Combination(
            "one-season",
            List.of(
                new Theta(kernel),
                new DynamicTheta(kernel),
                new AutoEts(kernel),
                AutoEts.dampedHoltWinters(kernel),
                new Mstl(new AutoEts(kernel)),
                new Rho(true, Rho.Dummies.NONE),
                new Delta()),
            Combination.TRIMMED_MEAN);
  }

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public List<double[]> forecast(List<ForecastTask> tasks) {
    List<PointForecaster> routes = tasks.stream().map(this::route).toList();
    double[][] out = new double[tasks.size()][];
    for (PointForecaster method : List.of(stopped, demand, several, other)) {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < tasks.size(); i++) {
        if (routes.get(i) == method) {
          places.add(i);
        }
      }
      List<double[]> forecasts = method.forecast(places.stream().map(tasks::get).toList());
      for (int k = 0; k < places.size(); k++) {
        out[places.get(k)] = forecasts.get(k);
      }
    }
    return Arrays.asList(out);
  }

  private PointForecaster route(ForecastTask task) {
    double[] y = task.values();
    int[] seasons = task.seasons();
    boolean regular = ZeroPattern.seasonal(y, seasons);
    if (!regular && ZeroPattern.stopped(y)) {
      return stopped;
    }
    if (!regular && DemandClass.of(y).intermittent()) {
      return demand;
    }
    boolean two = seasons.length > 1 && y.length >= 3 * seasons[seasons.length - 1];
    return two ? several : other;
  }
}
