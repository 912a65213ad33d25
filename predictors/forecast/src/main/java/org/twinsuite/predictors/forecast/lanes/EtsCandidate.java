package org.twinsuite.predictors.forecast.lanes;

import static org.twinsuite.predictors.forecast.lanes.LaneBlock.LANES;

/**
 * One set of smoothing parameters and initial states for each lane, and what the kernel found for
 * them. All arrays hold one value per lane; {@code seasonal} and {@code ring} hold {@code season ×
 * LANES}.
 */
public final class EtsCandidate {
  final double[] alpha = new double[LANES];
  final double[] beta = new double[LANES];
  final double[] gamma = new double[LANES];
  final double[] phi = new double[LANES];
  final double[] level = new double[LANES];
  final double[] trend = new double[LANES];

  /** Working memory: the seasonal states, overwritten by every evaluation. */
  final double[] ring;

  /** Result: sum of squared (relative, for multiplicative errors) one-step errors. */
  final double[] squares = new double[LANES];

  /** Result: sum of the logarithms of the forecasts; 0 for additive errors. */
  final double[] logs = new double[LANES];

  /** Working memory: the last product of forecasts. */
  final double[] products = new double[LANES];

  EtsCandidate(int season) {
    ring = new double[season * LANES];
  }
}
