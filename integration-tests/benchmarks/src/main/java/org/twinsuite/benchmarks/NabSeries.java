package org.twinsuite.benchmarks;

/**
 * One series of the Numenta anomaly benchmark.
 *
 * @param name folder and file
 * @param values one per row
 * @param windows {@code {first row, last row}} of each labelled window, ascending
 */
record NabSeries(String name, double[] values, int[][] windows) {

  /** Rows at the start that are never scored. */
  int probation() {
    return (int) Math.min(Math.floor(0.15 * values.length), 0.15 * 5000);
  }
}
