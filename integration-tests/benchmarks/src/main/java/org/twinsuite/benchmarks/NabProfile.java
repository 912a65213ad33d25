package org.twinsuite.benchmarks;

import java.util.List;

/**
 * How the Numenta anomaly benchmark weighs mistakes.
 *
 * @param figure name in the bench
 * @param falsePositive weight of an alarm outside the windows
 * @param falseNegative weight of a window missed
 */
record NabProfile(String figure, double falsePositive, double falseNegative) {

  static final NabProfile STANDARD = new NabProfile("standard", 0.11, 1);
  static final List<NabProfile> ALL =
      List.of(STANDARD, new NabProfile("low_fp", 0.22, 1), new NabProfile("low_fn", 0.11, 2));
}
