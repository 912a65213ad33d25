package org.twinsuite.rules.detect;

import java.util.Arrays;
import java.util.Objects;

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

  /** Of the first sample; of all as long as {@code units} is null. */
  private String unit;

  /** Null as long as all samples came in one unit, which is so for nearly all. */
  private String[] units;

  SampleWindow(int capacity) {
    this.capacity = capacity;
  }

  private void allocate() {
    at = new long[capacity];
    value = new double[capacity];
    revision = new long[capacity];
  }

  /** Returns whether the window changed. */
  boolean offer(long time, double newValue, double newBound, String newUnit, long newRevision) {
    if (at == null) {
      allocate();
      unit = newUnit;
    }
    if (units == null && !Objects.equals(newUnit, unit)) {
      units = new String[capacity];
      Arrays.fill(units, unit);
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
      return correct(place - 1, newValue, newBound, newUnit, newRevision);
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
    put(place, time, newValue, newBound, newUnit, newRevision);
    return true;
  }

  private boolean correct(
      int place, double newValue, double newBound, String newUnit, long newRevision) {
    boolean same =
        newValue == value[place]
            && sameBound(place, newBound)
            && (units == null || Objects.equals(newUnit, units[place]));
    if (newRevision <= revision[place] || same) {
      return false;
    }
    put(place, at[place], newValue, newBound, newUnit, newRevision);
    return true;
  }

  private boolean sameBound(int place, double newBound) {
    return bound == null || newBound == bound[place];
  }

  private void put(
      int place, long time, double newValue, double newBound, String newUnit, long newRevision) {
    at[place] = time;
    value[place] = newValue;
    if (units != null) {
      units[place] = newUnit;
    }
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
      if (units != null) {
        System.arraycopy(units, from, units, to, count);
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

  /** Null if unknown. */
  String unit(int back) {
    return units == null ? unit : units[size - 1 - back];
  }

  /** Whether samples of several units may be in it. */
  boolean mixed() {
    return units != null;
  }

  long revision(int back) {
    return revision[size - 1 - back];
  }

  @Override
  public String toString() {
    return value == null ? "[]" : Arrays.toString(Arrays.copyOf(value, size));
  }
}
