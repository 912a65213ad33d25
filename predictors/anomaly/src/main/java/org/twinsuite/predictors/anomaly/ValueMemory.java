package org.twinsuite.predictors.anomaly;

/** The last values of a stream side by side, so that patterns can be compared without wrapping. */
final class ValueMemory {

  private final double[] values;
  private final int capacity;
  private int end;

  ValueMemory(int capacity) {
    this.capacity = capacity;
    this.values = new double[2 * capacity];
  }

  void add(double value) {
    if (end == values.length) {
      System.arraycopy(values, capacity, values, 0, capacity);
      end = capacity;
    }
    values[end++] = value;
  }

  /** Number of values that can be looked at, at most the capacity. */
  int size() {
    return Math.min(end, capacity);
  }

  double[] array() {
    return values;
  }

  /** Index of the newest value in {@link #array}. */
  int last() {
    return end - 1;
  }
}
