package org.twinsuite.predictors.forecast.lanes;

/** Picks the kernel once; keeps the vector classes untouched where the module is missing. */
final class FastestKernel {
  static final EtsKernel INSTANCE = pick();

  private FastestKernel() {}

  private static EtsKernel pick() {
    boolean wanted = !"off".equals(System.getProperty("twinsuite.forecast.simd"));
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return wanted && present && VectorEtsKernel.worthwhile()
        ? new VectorEtsKernel()
        : new ScalarEtsKernel();
  }
}
