package org.twinsuite.predictors.rul.training;

/** Solves symmetric positive definite systems. */
final class Cholesky {

  private Cholesky() {}

  /**
   * Solves {@code matrix · x = target}.
   *
   * @param matrix only its lower triangle is read; destroyed
   */
  static double[] solve(double[][] matrix, double[] target) {
    int n = target.length;
    double[] x = target.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        matrix[i][j] = i == j ? Math.sqrt(sum) : sum / matrix[j][j];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= matrix[i][k] * x[k];
      }
      x[i] /= matrix[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= matrix[k][i] * x[k];
      }
      x[i] /= matrix[i][i];
    }
    return x;
  }
}
