package org.twinsuite.predictors.rul;

/** Standard normal distribution function. */
final class NormalDistribution {

  private NormalDistribution() {}

  /** Probability of a value below z; error below 1.5e-7 (Abramowitz and Stegun 7.1.26). */
  static double cumulative(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * x);
    double polynomial =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    double tail = 0.5 * polynomial * Math.exp(-x * x);
    return z < 0 ? tail : 1 - tail;
  }

  /** Logarithm of {@link #cumulative}, also far in the lower tail where that underflows. */
  static double logCumulative(double z) {
    if (z > -5) {
      return Math.log(cumulative(z));
    }
    double square = z * z;
    return -square / 2
        - Math.log(-z)
        - 0.5 * Math.log(2 * Math.PI)
        + Math.log1p(-1 / square + 3 / (square * square));
  }
}
