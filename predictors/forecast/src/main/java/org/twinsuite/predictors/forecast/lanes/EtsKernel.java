package org.twinsuite.predictors.forecast.lanes;

/**
 * Runs the exponential smoothing recursions over a block, two candidates per lane at a time: the
 * recursion is bound by latency, a second independent chain costs almost nothing.
 *
 * <p>Every implementation performs the same floating-point operations in the same order, so all
 * give the same results bit for bit. A missing value is a step with zero error.
 *
 * @see <a href="https://otexts.com/fpp3/ets.html">Hyndman, Athanasopoulos: Forecasting, chapter
 *     8</a>
 */
public interface EtsKernel {

  /** Products of forecasts are rescaled after so many steps. */
  int RESCALE = 8;

  /** The smallest forecast of a multiplicative model, relative to the mean of the series. */
  double FLOOR = 1e-6;

  /** Name for reports: {@code scalar} or {@code simd-512} and the like. */
  String name();

  /**
   * Additive errors, additive (or no) seasonality.
   *
   * @param seasonal initial seasonal states, {@code season × LANES}, the first belongs to time 0
   */
  void additive(LaneBlock block, int season, double[] seasonal, EtsCandidate a, EtsCandidate b);

  /** Multiplicative errors, multiplicative (or no) seasonality; all values must be positive. */
  void multiplicative(
      LaneBlock block, int season, double[] seasonal, EtsCandidate a, EtsCandidate b);

  /** The fastest kernel this machine and this JVM (incubator module present?) can run. */
  static EtsKernel fastest() {
    return FastestKernel.INSTANCE;
  }

  /** The plain Java kernel. */
  static EtsKernel scalar() {
    return new ScalarEtsKernel();
  }
}
