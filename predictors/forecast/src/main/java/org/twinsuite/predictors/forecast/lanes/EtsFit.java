package org.twinsuite.predictors.forecast.lanes;

/**
 * A fitted model of one series.
 *
 * @param model which member of the family
 * @param alpha smoothing of the level
 * @param beta smoothing of the trend
 * @param gamma smoothing of the season
 * @param phi damping
 * @param initial initial level, trend and seasonal states, in units of the series
 * @param objective −2 log likelihood up to a constant, comparable between models of one series
 * @param aicc corrected Akaike criterion up to the same constant
 */
public record EtsFit(
    EtsModel model,
    double alpha,
    double beta,
    double gamma,
    double phi,
    double[] initial,
    double objective,
    double aicc) {

  /** Runs through the observed values and goes on for {@code horizon} steps. */
  public double[] forecast(double[] y, int season, int horizon) {
    double level = initial[0];
    double trend = initial[1];
    double[] ring = new double[season];
    System.arraycopy(initial, 2, ring, 0, season);
    double[] out = new double[horizon];
    for (int t = 0; t < y.length + horizon; t++) {
      int pos = t % season;
      double s = ring[pos];
      double damped = phi * trend;
      double base = level + damped;
      double forecast = model.multiplicative() ? base * s : base + s;
      level = base;
      trend = damped;
      if (t >= y.length) {
        out[t - y.length] = forecast;
      } else if (!Double.isNaN(y[t])) {
        double step =
            model.multiplicative() ? base * (y[t] - forecast) / forecast : y[t] - forecast;
        level += alpha * step;
        trend += beta * step;
        ring[pos] += model.multiplicative() ? gamma * s * step / base : gamma * step;
      }
    }
    return out;
  }
}
