package org.twinsuite.predictors.scoring;

import java.time.Instant;

/**
 * Whether a model still forecasts as it did.
 *
 * @param verdict what is the matter
 * @param since target of the forecast that gave it away; null while nothing is the matter
 * @param age forecasts scored since it was seen
 */
public record Drift(Verdict verdict, Instant since, long age) {

  /** What is the matter. */
  public enum Verdict {
    /** Too few forecasts are scored to tell. */
    LEARNING,
    /** Errors are as they were. */
    STEADY,
    /** Forecasts have become too high against before. */
    TOO_HIGH,
    /** Forecasts have become too low against before. */
    TOO_LOW,
    /** Errors have become larger. */
    LARGER_ERRORS,
    /** Truths fall outside the interval more often than its level allows. */
    TOO_NARROW
  }

  static final Drift LEARNING = new Drift(Verdict.LEARNING, null, 0);
  static final Drift STEADY = new Drift(Verdict.STEADY, null, 0);

  /** Whether something is the matter. */
  public boolean drifting() {
    return verdict != Verdict.LEARNING && verdict != Verdict.STEADY;
  }

  /** Whether forecasts lie to one side of the truth. */
  boolean biased() {
    return verdict == Verdict.TOO_HIGH || verdict == Verdict.TOO_LOW;
  }
}
