package org.twinsuite.benchmarks;

import java.util.List;
import org.twinsuite.predictors.Prediction;

/**
 * Figures of remaining-life papers, with the truth capped as in training or raw. Penalty after
 * Saxena et al., Damage propagation modeling (PHM 2008): late predictions cost more.
 */
record RulScore(double cap, List<Prediction> predictions, double[] truth) {

  RulScore {
    if (predictions.size() != truth.length) {
      throw new IllegalArgumentException(
          predictions.size() + " test units but " + truth.length + " labels");
    }
  }

  double rmse(boolean capped) {
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      sum += error(i, capped) * error(i, capped);
    }
    return Math.sqrt(sum / truth.length);
  }

  double penalty(boolean capped) {
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      double d = error(i, capped);
      sum += (d < 0 ? Math.exp(-d / 13) : Math.exp(d / 10)) - 1;
    }
    return sum;
  }

  /** Share of true lives inside the interval; an upper bound of NaN is none. */
  double coverage() {
    int inside = 0;
    for (int i = 0; i < truth.length; i++) {
      double lower = predictions.get(i).lower()[0];
      double upper = predictions.get(i).upper()[0];
      if (truth[i] >= lower && !(truth[i] > upper)) {
        inside++;
      }
    }
    return (double) inside / truth.length;
  }

  private double error(int i, boolean capped) {
    double life = capped ? Math.min(cap, truth[i]) : truth[i];
    return predictions.get(i).mean()[0] - life;
  }
}
