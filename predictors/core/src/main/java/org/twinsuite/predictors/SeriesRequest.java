package org.twinsuite.predictors;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request row: a regularly spaced history of one thing.
 *
 * @param seriesId names the row in the answer, for instance the thing id; never null
 * @param start time of the first value; never null
 * @param step time between two values, positive
 * @param season values per season, 1 = none
 * @param horizon steps to predict, at least 1
 * @param properties values per property in the order of the columns; NaN = missing; all arrays of a
 *     row are equally long. The arrays are not copied
 */
public record SeriesRequest(
    String seriesId,
    Instant start,
    Duration step,
    int season,
    int horizon,
    Map<String, double[]> properties) {

  public SeriesRequest {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** A row of one property called {@code value}, without season. */
  public static SeriesRequest of(
      String seriesId, Instant start, Duration step, int horizon, double... values) {
    return new SeriesRequest(
        seriesId, start, step, 1, horizon, Map.of(RequestSchema.VALUE, values));
  }

  /** Values of the first property, whatever its name. */
  public double[] values() {
    return properties.values().iterator().next();
  }

  /** Values of a property; null if the row has none of that name. */
  public double[] values(String property) {
    return properties.get(property);
  }

  /** Number of values, missing ones included. */
  public int length() {
    return values().length;
  }
}
