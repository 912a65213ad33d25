package org.twinsuite.predictors.rul;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Conformal intervals: quantiles of truth minus prediction on units the model had not seen, by
 * predicted life, for the error shrinks towards the end.
 *
 * <p>Source: Barber et al., Predictive inference with the jackknife+ (2021); Mondrian bins after
 * Vovk.
 *
 * @param centres predicted life at the middle of each bin, ascending
 * @param quantiles {@code [bin][i]}: quantile {@code i / (n - 1)} of the residual
 * @param units held-out units behind the table
 */
public record LifeIntervals(double[] centres, double[][] quantiles, int units) {

  /** Residual such that the truth lies below prediction + residual with a probability. */
  public double residual(double predicted, double probability) {
    int last = centres.length - 1;
    if (predicted <= centres[0]) {
      return quantile(quantiles[0], probability);
    }
    if (predicted >= centres[last]) {
      return quantile(quantiles[last], probability);
    }
    int above = 1;
    while (centres[above] < predicted) {
      above++;
    }
    double share = (predicted - centres[above - 1]) / (centres[above] - centres[above - 1]);
    return (1 - share) * quantile(quantiles[above - 1], probability)
        + share * quantile(quantiles[above], probability);
  }

  /** Lower bound; the finite number of units is paid for with a wider interval. */
  public double lower(double predicted, double level) {
    double tail = (1 - level) / 2;
    return Math.min(predicted, Math.max(0, predicted + residual(predicted, 1 - widened(tail))));
  }

  /** Upper bound. */
  public double upper(double predicted, double level) {
    double tail = (1 - level) / 2;
    return Math.max(predicted, predicted + residual(predicted, widened(tail)));
  }

  private double widened(double tail) {
    return Math.min(1, (units + 1) * (1 - tail) / units);
  }

  private static double quantile(double[] table, double probability) {
    double at = Math.max(0, Math.min(1, probability)) * (table.length - 1);
    int below = (int) Math.min(table.length - 2, Math.floor(at));
    return table[below] + (at - below) * (table[below + 1] - table[below]);
  }

  void write(DataOutput out) throws IOException {
    Arrays2d.write(out, new double[][] {centres});
    Arrays2d.write(out, quantiles);
    out.writeInt(units);
  }

  static LifeIntervals read(DataInput in) throws IOException {
    return new LifeIntervals(Arrays2d.read(in)[0], Arrays2d.read(in), in.readInt());
  }
}
