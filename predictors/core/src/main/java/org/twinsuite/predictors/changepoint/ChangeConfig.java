package org.twinsuite.predictors.changepoint;

/**
 * How a stream is watched for changes.
 *
 * @param learning values that tell what is usual, after each change anew
 * @param threshold sum of standard deviations beyond the allowance at which a change is told: 9
 *     means about one false alarm in 10,000 values of steady noise, and a shift of two standard
 *     deviations seen after six values
 */
public record ChangeConfig(int learning, double threshold) {

  public ChangeConfig {
    if (learning < 10 || !(threshold > 0)) {
      throw new IllegalArgumentException(
          "learning must be at least 10 and threshold positive, were "
              + learning
              + ", "
              + threshold);
    }
  }

  /** 50 values to learn, about one false alarm in 10,000. */
  public static ChangeConfig defaults() {
    return new ChangeConfig(50, 9);
  }
}
