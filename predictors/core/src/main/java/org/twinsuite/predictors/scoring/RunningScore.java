package org.twinsuite.predictors.scoring;

import java.time.Instant;
import java.util.Optional;
import org.twinsuite.predictors.changepoint.Change;
import org.twinsuite.predictors.changepoint.ChangeState;

/**
 * How well one model forecasts one thing, over the last forecasts, in constant memory. Immutable:
 * the record is the whole state, to be kept anywhere.
 *
 * <p>Drift is told by cumulative sums over the errors and, for coverage, by a cumulative likelihood
 * ratio of twice the misses promised against those promised (Lorden 1971: the mean number of
 * forecasts to a false alarm is at least e to the threshold). A verdict stays for as many forecasts
 * as the figures look back over.
 *
 * @param count forecasts scored
 * @param absolute mean absolute error; 0 before the first forecast, as all figures
 * @param bias mean of forecast less truth: positive = too high
 * @param square mean squared error
 * @param bounded forecasts scored that had a bound
 * @param coverage share of truths inside the interval
 * @param level mean level the intervals promised
 * @param scaled whether errors are judged in half widths of their interval
 * @param errors state of the search for change
 * @param misses evidence that intervals are too narrow
 * @param drift the verdict
 * @param last target of the newest forecast scored; null = none
 */
public record RunningScore(
    long count,
    double absolute,
    double bias,
    double square,
    long bounded,
    double coverage,
    double level,
    boolean scaled,
    ChangeState errors,
    double misses,
    Drift drift,
    Instant last) {

  /** Nothing scored. */
  public static final RunningScore NEW =
      new RunningScore(0, 0, 0, 0, 0, 0, 0, false, ChangeState.NEW, 0, Drift.LEARNING, null);

  private static final double MOST_MISSES = 0.5;

  /** The state after a forecast whose truth is known. */
  public RunningScore after(Scored scored, ScoringConfig config) {
    PastForecast forecast = scored.forecast();
    double error = scored.error();
    double weight = 1.0 / Math.min(count + 1, config.memory());
    double half = config.once() ? forecast.halfWidth() : Double.NaN;
    boolean nextScaled = !Double.isNaN(half);
    // errors in another unit than before would look like a change
    ChangeState from = nextScaled == scaled ? errors : ChangeState.NEW;
    ChangeState watched = from.after(nextScaled ? error / half : error, config.change());
    boolean known = forecast.bounded();
    boolean inside = forecast.covers(scored.truth());
    double intervalWeight = known ? 1.0 / Math.min(bounded + 1, config.memory()) : 0;
    double evidence = known ? evidence(inside, forecast.level()) : misses;
    Optional<Change> change = watched.change(count, config.change());
    boolean narrow = evidence >= config.coverageThreshold();
    return new RunningScore(
        count + 1,
        absolute + weight * (Math.abs(error) - absolute),
        bias + weight * (error - bias),
        square + weight * (error * error - square),
        bounded + (known ? 1 : 0),
        coverage + intervalWeight * ((inside ? 1 : 0) - coverage),
        level + intervalWeight * (forecast.level() - level),
        nextScaled,
        change.isPresent() ? ChangeState.NEW : watched,
        narrow ? 0 : evidence,
        verdict(change, narrow, forecast.target(), config),
        forecast.target());
  }

  /** Root mean squared error. */
  public double rootMeanSquare() {
    return Math.sqrt(square);
  }

  private double evidence(boolean inside, double promised) {
    double allowed = 1 - promised;
    double feared = Math.max(allowed, Math.min(MOST_MISSES, 2 * allowed));
    double step = inside ? Math.log((1 - feared) / (1 - allowed)) : Math.log(feared / allowed);
    return Math.max(0, misses + step);
  }

  private Drift verdict(
      Optional<Change> change, boolean narrow, Instant target, ScoringConfig config) {
    Drift.Verdict seen = change.map(RunningScore::verdict).orElse(Drift.Verdict.STEADY);
    if (seen != Drift.Verdict.STEADY) {
      return new Drift(seen, target, 0);
    }
    boolean stands = drift.drifting() && drift.age() + 1 < config.memory();
    // Intervals around biased values miss as well; the bias is the cause.
    if (narrow && !(stands && drift.biased())) {
      return new Drift(Drift.Verdict.TOO_NARROW, target, 0);
    }
    if (stands) {
      return new Drift(drift.verdict(), drift.since(), drift.age() + 1);
    }
    return count + 1 > config.change().learning() ? Drift.STEADY : Drift.LEARNING;
  }

  private static Drift.Verdict verdict(Change change) {
    return switch (change.kind()) {
      case LEVEL_UP -> Drift.Verdict.TOO_HIGH;
      case LEVEL_DOWN -> Drift.Verdict.TOO_LOW;
      case WIDER -> Drift.Verdict.LARGER_ERRORS;
      case NARROWER -> Drift.Verdict.STEADY;
    };
  }
}
