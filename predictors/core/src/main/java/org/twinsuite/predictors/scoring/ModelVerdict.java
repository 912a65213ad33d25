package org.twinsuite.predictors.scoring;

import java.util.Locale;

/**
 * Which of two models forecasts better.
 *
 * @param outcome the verdict
 * @param champion name and version of the model in use
 * @param challenger of the other
 * @param pairs forecasts of both for the same truth
 * @param wins comparisons in which the challenger erred less
 * @param losses comparisons in which it erred more
 * @param gain mean absolute error the challenger saves
 * @param dieboldMariano the gain in its standard errors
 * @param logEvidence natural logarithm of the evidence against equal chances; 4.6 decides
 */
public record ModelVerdict(
    Outcome outcome,
    String champion,
    String challenger,
    long pairs,
    long wins,
    long losses,
    double gain,
    double dieboldMariano,
    double logEvidence) {

  /** The verdict. */
  public enum Outcome {
    /** Not enough pairs to tell. */
    UNDECIDED,
    /** The model in use is better. */
    CHAMPION,
    /** The other is better: promote it. */
    CHALLENGER,
    /** One wins more often, yet errs more on the whole: look at the large errors. */
    MIXED
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %s won %d and lost %d of %d against %s, saving %.4g a forecast",
        outcome.name().toLowerCase(Locale.ROOT),
        challenger,
        wins,
        losses,
        pairs,
        champion,
        gain);
  }
}
