package org.twinsuite.predictors.forecast.methods;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.twinsuite.predictors.forecast.series.DemandClass;
import org.twinsuite.predictors.forecast.series.ForecastTask;

/**
 * Mean demand per step of spare parts.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2004.10.001">Syntetos, Boylan: The accuracy of
 *     intermittent demand estimates</a>
 * @see <a href="https://doi.org/10.1016/j.ejor.2011.05.018">Teunter, Syntetos, Babai: Intermittent
 *     demand: linking forecasting to inventory obsolescence</a>
 */
public final class Intermittent implements PointForecaster {

  /** Which of the methods. */
  public enum Kind {
    /** Croston: demand size over interval. */
    CROSTON,
    /** Croston without its bias (Syntetos, Boylan). */
    SBA,
    /** Demand size times probability, falls during silence (Teunter, Syntetos, Babai). */
    TSB,
    /** Croston for regular demand (erratic or smooth), SBA for intermittent, TSB for lumpy. */
    ROUTED
  }

  private static final double[] SMOOTHING = {0.05, 0.1, 0.15, 0.2, 0.3};

  private final Kind kind;

  public Intermittent(Kind kind) {
    this.kind = kind;
  }

  @Override
  public String name() {
    return kind == Kind.ROUTED ? "spares" : kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<double[]> forecast(List<ForecastTask> tasks) {
    return tasks.stream().map(this::forecast).toList();
  }

  private double[] forecast(ForecastTask task) {
    double[] y = task.values();
    Kind chosen =
        kind != Kind.ROUTED
            ? kind
            : switch (DemandClass.of(y)) {
              case LUMPY -> Kind.TSB;
              case INTERMITTENT -> Kind.SBA;
              case SMOOTH, ERRATIC -> Kind.CROSTON;
            };
    double best = Double.POSITIVE_INFINITY;
    double rate = 0;
    for (double alpha : SMOOTHING) {
      double[] result = run(y, chosen, alpha);
      if (result[1] < best) {
        best = result[1];
        rate = result[0];
      }
    }
    double[] out = new double[task.horizon()];
    Arrays.fill(out, rate);
    return out;
  }

  /** Rate after the last value, and sum of squared one-step errors. */
  private static double[] run(double[] y, Kind kind, double alpha) {
    double demands = 0;
    double sum = 0;
    for (double v : y) {
      demands += v > 0 ? 1 : 0;
      sum += Math.max(0, v);
    }
    if (demands == 0) {
      return new double[] {0, 0};
    }
    double size = sum / demands;
    double interval = y.length / demands;
    double probability = demands / y.length;
    double since = 1;
    double errors = 0;
    double debias = kind == Kind.SBA ? 1 - alpha / 2 : 1;
    for (double v : y) {
      double rate = kind == Kind.TSB ? size * probability : debias * size / interval;
      errors += (v - rate) * (v - rate);
      probability += alpha * ((v > 0 ? 1 : 0) - probability);
      if (v > 0) {
        size += alpha * (v - size);
        interval += alpha * (since - interval);
        since = 1;
      } else {
        since++;
      }
    }
    double rate = kind == Kind.TSB ? size * probability : debias * size / interval;
    return new double[] {rate, errors};
  }
}
