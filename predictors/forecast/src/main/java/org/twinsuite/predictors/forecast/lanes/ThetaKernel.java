package org.twinsuite.predictors.forecast.lanes;

/**
 * Sums the squared one-step errors of the dynamic Theta model for two candidates per lane. As with
 * {@link EtsKernel}, every implementation gives the same results bit for bit.
 */
interface ThetaKernel {

  /** Powers below this count as this: denormal numbers would slow the processor down. */
  double FLOOR = 1e-100;

  /**
   * Evaluates both candidates.
   *
   * @param lines intercept and slope of the line through the values up to each time
   * @param weights 1 = observed, 0 = not
   * @param a alpha, theta and first level per lane
   * @param b the other candidate
   */
  void squares(
      double[] values,
      double[] weights,
      Lines lines,
      double[][] a,
      double[][] b,
      double[] squaresA,
      double[] squaresB);

  /** Least-squares lines, laid out like the values. */
  record Lines(double[] intercept, double[] slope) {}

  /** The counterpart of the kernel that smooths. */
  static ThetaKernel beside(EtsKernel kernel) {
    return kernel instanceof ScalarEtsKernel ? new ScalarThetaKernel() : new VectorThetaKernel();
  }
}
