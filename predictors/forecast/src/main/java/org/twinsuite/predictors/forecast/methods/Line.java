package org.twinsuite.predictors.forecast.methods;

/**
 * A least-squares line over the times 0, 1, 2 …
 *
 * @param intercept value at time 0
 * @param slope growth per step
 */
record Line(double intercept, double slope) {

  static Line through(double[] y) {
    int n = y.length;
    double centre = (n - 1) / 2.0;
    double mean = 0;
    for (double v : y) {
      mean += v / n;
    }
    double cross = 0;
    for (int t = 0; t < n; t++) {
      cross += (t - centre) * (y[t] - mean);
    }
    double spread = n * ((double) n * n - 1) / 12;
    double slope = n > 1 ? cross / spread : 0;
    return new Line(mean - slope * centre, slope);
  }

  double at(double time) {
    return intercept + slope * time;
  }
}
