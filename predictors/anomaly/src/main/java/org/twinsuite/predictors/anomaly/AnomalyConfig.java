package org.twinsuite.predictors.anomaly;

/**
 * How a stream is watched.
 *
 * @param learning values before the first alarm is possible
 * @param rest values after an alarm without another one
 * @param shape length of the pattern compared with the past
 * @param neighbours past patterns a pattern is compared with
 * @param memory past values kept
 * @param decay factor per value by which the largest novelty so far is forgotten
 * @param alarm novelty relative to the largest so far that raises an alarm
 * @param deviationWeight weight of values far from their surroundings against unknown shapes
 */
public record AnomalyConfig(
    int learning,
    int rest,
    int shape,
    int neighbours,
    int memory,
    double decay,
    double alarm,
    double deviationWeight) {

  public AnomalyConfig {
    require(learning >= 2 * shape, "learning", "at least twice the shape", learning);
    require(rest >= 0, "rest", "0 or more", rest);
    require(shape >= 1, "shape", "at least 1", shape);
    require(neighbours >= 1, "neighbours", "at least 1", neighbours);
    require(memory >= 4 * shape, "memory", "at least four times the shape", memory);
    require(decay > 0 && decay <= 1, "decay", "above 0 and at most 1", decay);
    require(alarm > 0, "alarm", "positive", alarm);
  }

  /**
   * The one parameter set for everything.
   *
   * @param probation values the operator grants for learning the stream, at least 200
   */
  public static AnomalyConfig of(int probation) {
    int learning = Math.max(60, (int) (0.3 * probation));
    return new AnomalyConfig(learning, (int) (0.2 * probation), 24, 3, 3000, 0.9995, 1.0, 0.8);
  }

  private static void require(boolean holds, String field, String need, double was) {
    if (!holds) {
      throw new IllegalArgumentException(field + " must be " + need + ", was " + was);
    }
  }
}
