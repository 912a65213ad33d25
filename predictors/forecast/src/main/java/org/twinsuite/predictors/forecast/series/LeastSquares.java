package org.twinsuite.predictors.forecast.series;

/** Ordinary least squares by the normal equations, rows added one by one. */
public final class LeastSquares {

  /** Relative ridge: keeps collinear columns (constant series) solvable. */
  private static final double RIDGE = 1e-9;

  private final int columns;
  private final double[][] normal;
  private final double[] right;

  public LeastSquares(int columns) {
    this.columns = columns;
    normal = new double[columns][columns];
    right = new double[columns];
  }

  /** Adds one observation with a weight. */
  public void add(double[] x, double y, double weight) {
    for (int i = 0; i < columns; i++) {
      double xi = x[i] * weight;
      if (xi != 0) {
        double[] row = normal[i];
        for (int j = 0; j <= i; j++) {
          row[j] += xi * x[j];
        }
        right[i] += xi * y;
      }
    }
  }

  /**
   * The coefficients.
   *
   * @param penalty added to each diagonal element, per column; null for none
   */
  public double[] solve(double[] penalty) {
    double[][] l = new double[columns][columns];
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = normal[i][j];
        if (i == j) {
          sum += RIDGE * (normal[i][i] + 1e-12) + (penalty == null ? 0 : penalty[i]);
        }
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-300)) : sum / l[j][j];
      }
    }
    double[] z = new double[columns];
    for (int i = 0; i < columns; i++) {
      double sum = right[i];
      for (int k = 0; k < i; k++) {
        sum -= l[i][k] * z[k];
      }
      z[i] = sum / l[i][i];
    }
    for (int i = columns - 1; i >= 0; i--) {
      double sum = z[i];
      for (int k = i + 1; k < columns; k++) {
        sum -= l[k][i] * z[k];
      }
      z[i] = sum / l[i][i];
    }
    return z;
  }
}
