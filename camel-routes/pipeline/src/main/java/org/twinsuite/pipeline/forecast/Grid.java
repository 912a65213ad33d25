package org.twinsuite.pipeline.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.twinsuite.pipeline.history.Points;
import org.twinsuite.predictors.SeriesRequest;

/**
 * Puts samples that came at their own times on the equal steps a predictor reads. The step is the
 * median distance of the samples; a step without a sample is missing (NaN), of two samples in one
 * step the later counts.
 */
final class Grid {
  private static final int LONGEST = 100_000;

  private Grid() {}

  /**
   * @param points property to samples; properties without any are filled with NaN
   * @param from samples before it are left out
   * @return {@code null} when fewer than two samples are left
   */
  static SeriesRequest of(
      String thingId,
      Map<String, Points> points,
      Collection<String> properties,
      Instant from,
      Duration fallbackStep) {
    TreeSet<Long> times = new TreeSet<>();
    for (String property : properties) {
      Points series = points.get(property);
      if (series != null) {
        for (long at : series.at()) {
          if (at >= from.toEpochMilli()) {
            times.add(at);
          }
        }
      }
    }
    if (times.size() < 2) {
      return null;
    }
    long start = times.first();
    long step = medianStep(times, fallbackStep.toMillis());
    int length = (int) Math.min(LONGEST, Math.round((times.last() - start) / (double) step) + 1);
    // Of a history too long for one request the newest part is kept.
    long begin = times.last() - (length - 1L) * step;
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String property : properties) {
      double[] values = new double[length];
      Arrays.fill(values, Double.NaN);
      Points series = points.get(property);
      for (int i = 0; series != null && i < series.at().length; i++) {
        long at = series.at()[i];
        int slot = (int) Math.round((at - begin) / (double) step);
        if (at >= from.toEpochMilli() && slot >= 0 && slot < length) {
          values[slot] = series.value()[i];
        }
      }
      columns.put(property, values);
    }
    return new SeriesRequest(
        thingId, Instant.ofEpochMilli(begin), Duration.ofMillis(step), 1, 1, columns);
  }

  private static long medianStep(TreeSet<Long> times, long fallback) {
    long[] steps = new long[times.size() - 1];
    long previous = Long.MIN_VALUE;
    int i = 0;
    for (long at : times) {
      if (previous != Long.MIN_VALUE) {
        steps[i++] = at - previous;
      }
      previous = at;
    }
    Arrays.sort(steps);
    long median = steps[steps.length / 2];
    return median > 0 ? median : fallback;
  }
}
