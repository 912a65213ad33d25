package org.twinsuite.benchmarks;

import java.util.Arrays;

/** One series of a competition: what a forecaster sees, and what came then. */
record ForecastSeries(String id, ForecastFrequency frequency, double[] train, double[] test) {

  int horizon() {
    return test.length;
  }

  /** The same question asked one horizon earlier: no value of the test set takes part. */
  ForecastSeries heldOut() {
    int cut = Math.max(1, train.length - horizon());
    return new ForecastSeries(
        id, frequency, Arrays.copyOf(train, cut), Arrays.copyOfRange(train, cut, train.length));
  }
}
