package org.twinsuite.rules.state;

import java.util.Arrays;

/**
 * The newest samples of one point, in event-time order. One sample per time: the same time with a
 * higher revision corrects, else it is a duplicate. What is older than a full window is dropped.
 */
final class SampleWindow {

  private final int capacity;
  private long[] at;
  private double[] value;
  private long[] revision;
  private int size;

  /** Null as long as no sample has a bound, which is so for all but forecasts. */
  private double[] bound;

  SampleWindow(int capacity) {
    this.capacity = capacity;
  }

  private void allocate() {
    at = new long[capacity];
    value = new double[capacity];
    revision = new long[capacity];
  }

  /** Returns whether the window changed. */
  boolean offer(long time, double newValue, double newBound, long newRevision) {
    if (at == null) {
      allocate();
    }
    if (bound == null && !Double.isNaN(newBound)) {
      bound = new double[capacity];
      Arrays.fill(bound, Double.NaN);
    }
    int place = size;
    while (place > 0 && at[place - 1] > time) {
      place--;
    }
    if (place > 0 && at[place - 1] == time) {
      return correct(place - 1, newValue, newBound, newRevision);
    }
    if (size == capacity) {
      if (place == 0) {
        return false;
      }
      place--;
      shift(1, 0, place);
    } else {
      shift(place, place + 1, size - place);
      size++;
    }
    put(place, time, newValue, newBound, newRevision);
    return true;
  }

  private boolean correct(int place, double newValue, double newBound, long newRevision) {
    if (newRevision <= revision[place] || newValue == value[place] && sameBound(place, newBound)) {
      return false;
    }
    put(place, at[place], newValue, newBound, newRevision);
    return true;
  }

  private boolean sameBound(int place, double newBound) {
    return bound == null || newBound == bound[place];
  }

  private void put(int place, long time, double newValue, double newBound, long newRevision) {
    at[place] = time;
    value[place] = newValue;
    if (bound != null) {
      bound[place] = newBound;
    }
    revision[place] = newRevision;
  }

  private void shift(int from, int to, int count) {
    if (count > 0) {
      System.arraycopy(at, from, at, to, count);
      System.arraycopy(value, from, value, to, count);
      if (bound != null) {
        System.arraycopy(bound, from, bound, to, count);
      }
      System.arraycopy(revision, from, revision, to, count);
    }
  }

  int capacity() {
    return capacity;
  }

  int size() {
    return size;
  }

  /** Time of the sample {@code back} places before the newest, in epoch milliseconds. */
  long at(int back) {
    return at[size - 1 - back];
  }

  double value(int back) {
    return value[size - 1 - back];
  }

  double bound(int back) {
    return bound == null ? Double.NaN : bound[size - 1 - back];
  }

  long revision(int back) {
    return revision[size - 1 - back];
  }

  @Override
  public String toString() {
    return value == null ? "[]" : Arrays.toString(Arrays.copyOf(value, size));
  }
}
