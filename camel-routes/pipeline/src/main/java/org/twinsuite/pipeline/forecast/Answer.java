package org.twinsuite.pipeline.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.twinsuite.pipeline.history.Points;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.Status;

/**
 * What a model said of a thing.
 *
 * @param row what it was asked with
 * @param kind what the values are
 * @param history the samples that were read for it, by feature
 */
record Answer(
    SeriesRequest row,
    Prediction prediction,
    ResponseSchema.Answer kind,
    Map<String, Points> history) {

  /** Time of the newest sample. */
  Instant at() {
    return row.start().plus(row.step().multipliedBy(row.length() - 1L));
  }

  /** The moment the value is forecast for; of a remaining life, when it was said. */
  Instant target() {
    return kind == ResponseSchema.Answer.FORECAST ? at().plus(ahead()) : at();
  }

  /** How far ahead of the newest sample the value lies. */
  Duration ahead() {
    return kind == ResponseSchema.Answer.FORECAST
        ? row.step().multipliedBy(row.horizon())
        : Duration.ZERO;
  }

  /** The value at the end of the horizon, or the remaining life in hours; NaN if there is none. */
  double value() {
    return last(prediction.mean());
  }

  /** NaN if unknown. */
  double lower() {
    return last(prediction.lower());
  }

  /** NaN if unknown or unbounded. */
  double upper() {
    return last(prediction.upper());
  }

  private double last(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double value = values[values.length - 1];
    return kind == ResponseSchema.Answer.LIFE ? value * row.step().toMillis() / 3_600_000.0 : value;
  }

  /** The highest score of the samples after a time; NaN if there is none. */
  double highest(Instant after) {
    double[] scores = prediction.mean();
    double highest = Double.NaN;
    for (int i = scores.length - 1; i >= 0; i--) {
      if (!row.start().plus(row.step().multipliedBy(i)).isAfter(after)) {
        break;
      }
      if (!(scores[i] <= highest) && !Double.isNaN(scores[i])) {
        highest = scores[i];
      }
    }
    return highest;
  }

  /** Whether the model did not reach the thing in time. */
  boolean late() {
    return Status.DEADLINE.equals(prediction.status());
  }

  /** Without its version. */
  String model() {
    int colon = prediction.model().lastIndexOf(':');
    return colon < 0 ? prediction.model() : prediction.model().substring(0, colon);
  }

  /** Empty if the model tells none. */
  String version() {
    int colon = prediction.model().lastIndexOf(':');
    return colon < 0 ? "" : prediction.model().substring(colon + 1);
  }

  /** The vocabulary of rules: {@code ok}, {@code healthy} or a reason. */
  String status() {
    return prediction.ok() ? Status.OK : prediction.status();
  }

  /** What the model remarks although the value holds; null = nothing. */
  String remark() {
    String status = prediction.status();
    return prediction.ok() && status.length() > Status.OK.length()
        ? status.substring(Status.OK.length() + 2, status.length() - 1)
        : null;
  }
}
