package org.twinsuite.predictors.anomaly;

import java.util.Arrays;

/**
 * Watches one stream value by value in constant memory: two novelties (an unknown shape, a value
 * far from its surroundings), each relative to the largest of its kind so far, and a rest after
 * each alarm, since one fault should not alarm twice. Not safe for concurrent use; one detector per
 * stream.
 */
public final class AnomalyDetector {

  private static final int SURROUNDINGS = 60;
  private static final double QUIET = 0.999;

  private final AnomalyConfig config;
  private final ValueMemory memory;
  private final ShapeDistance shape;
  private final NoveltyScale shapeScale;
  private final NoveltyScale deviationScale;
  private final double[] surroundings = new double[SURROUNDINGS];
  private int resting;

  public AnomalyDetector(AnomalyConfig config) {
    this.config = config;
    this.memory = new ValueMemory(config.memory() + config.shape());
    this.shape = new ShapeDistance(config.shape(), config.neighbours());
    this.shapeScale = new NoveltyScale(config.learning(), config.decay());
    this.deviationScale = new NoveltyScale(config.learning(), config.decay());
  }

  /**
   * Takes the next value.
   *
   * @param value NaN = missing, which is skipped
   * @return score; 1 and above is an alarm, below 1 is none, 0 while learning
   */
  public double next(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    memory.add(value);
    double novelty =
        Math.max(
            shapeScale.of(shape.of(memory)),
            config.deviationWeight() * deviationScale.of(deviation()));
    double score = novelty / config.alarm();
    if (resting > 0) {
      resting--;
      return Math.min(QUIET, score);
    }
    if (score > 1) {
      resting = config.rest();
    }
    return score > 1 ? score : Math.min(QUIET, score);
  }

  /** Scores a whole history. */
  public double[] scores(double[] values) {
    double[] scores = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scores[i] = next(values[i]);
    }
    return scores;
  }

  /** Distance of the newest value from the median of those before it. */
  private double deviation() {
    int count = Math.min(surroundings.length, memory.size() - 1);
    if (count < 1) {
      return 0;
    }
    int last = memory.last();
    System.arraycopy(memory.array(), last - count, surroundings, 0, count);
    Arrays.sort(surroundings, 0, count);
    return Math.abs(memory.array()[last] - surroundings[count / 2]);
  }
}
