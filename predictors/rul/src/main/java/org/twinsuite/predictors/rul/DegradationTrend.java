package org.twinsuite.predictors.rul;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.Driver;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.SeriesPredictor;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.Status;

/**
 * Remaining life of a unit without a fleet, from one property that grows with wear (vibration,
 * temperature rise, pressure drop). The unit is compared with its own early life; once its level
 * has risen beyond chance, exponential growth of what wear adds to that level, with random steps (a
 * Wiener process of its logarithm, drift learnt by Bayesian update), is carried on to the failure
 * level.
 *
 * <p>The answer is the median time to the first crossing, in steps, with the interval of the asked
 * level. Without detectable degradation the status is {@link Status#HEALTHY}; a level that is
 * raised but does not grow gets a status saying so; both have NaN values. An upper bound of NaN
 * means that the level may never be crossed. Send the history from early life on: its first third
 * (at most {@link DegradationConfig#baselineValues}) is the baseline.
 *
 * <p>Source: Gebraeel et al., Residual-life distributions from component degradation signals, IIE
 * Transactions 37 (2005).
 */
public final class DegradationTrend extends SeriesPredictor {

  /** Lives beyond this many observed lifetimes are not told from never. */
  private static final double FURTHEST_LIFETIMES = 20;

  /**
   * Steps from first wear to failure believed before any growth is seen, for units older than that:
   * years without wear say nothing about how fast it goes once it began.
   */
  private static final int PRIOR_LIFE = 1_000;

  private final DegradationConfig config;

  public DegradationTrend(DegradationConfig config) {
    this.config = config;
  }

  /** The predictor called {@code degradation}: failure at three times the baseline. */
  public static DegradationTrend relative() {
    return new DegradationTrend(DegradationConfig.relative("degradation"));
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public String version() {
    return "2";
  }

  @Override
  public Schema requestSchema() {
    return RequestSchema.of(RequestSchema.VALUE);
  }

  @Override
  public Schema responseSchema() {
    return ResponseSchema.remainingLife();
  }

  @Override
  protected List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options) {
    return rows.stream().map(row -> predict(row, options)).toList();
  }

  private Prediction predict(SeriesRequest row, PredictionOptions options) {
    HealthIndex health = HealthIndex.of(row.values(), config);
    if (health == null) {
      int observed = (int) Arrays.stream(row.values()).filter(v -> !Double.isNaN(v)).count();
      return Prediction.refused(
          row.seriesId(),
          model(),
          Status.tooFewUsable(
              HealthIndex.usable(row.values(), config),
              "values of a running unit (positive, not far below its usual level)",
              HealthIndex.LEAST,
              observed));
    }
    double failure = failureLevel(health);
    if (failure <= 0) {
      return Prediction.refused(
          row.seriesId(),
          model(),
          "threshold %s lies at or below the unit's own baseline %.4g, raise it"
              .formatted(config.threshold().orElseThrow(), health.baseline()));
    }
    double rise =
        Math.min(
            failure,
            Math.max(Math.log(config.onsetRatio()), config.onsetSigmas() * health.deviation()));
    int onset = health.onset(rise);
    if (onset < 0) {
      return none(row, Status.HEALTHY, health);
    }
    if (health.level() >= failure) {
      return life(row, 0, 0, 0, health, 0);
    }
    int age = health.steps()[health.count() - 1] + 1;
    double path = health.wear(failure) - health.wear(rise / 2);
    double prior = path / Math.min(age, PRIOR_LIFE);
    Drift drift = Drift.since(health, onset, prior, 8 * prior);
    if (drift == null) {
      return none(row, "watch: raised too recently to tell how fast", health);
    }
    // the trailing median stands for the middle of its values
    double grown = Math.max(0, drift.mean()) * (health.width() - 1) / 2;
    double distance = health.wear(failure) - health.wear(health.level()) - grown;
    return distance <= 0
        ? life(row, 0, 0, 0, health, drift.mean())
        : passage(row, options, health, distance, drift, age * FURTHEST_LIFETIMES);
  }

  private Prediction passage(
      SeriesRequest row,
      PredictionOptions options,
      HealthIndex health,
      double distance,
      Drift drift,
      double furthest) {
    FirstPassage passage =
        new FirstPassage(distance, drift.mean(), drift.deviation(), drift.sigma());
    double median = passage.quantile(0.5, furthest);
    if (Double.isInfinite(median)) {
      return none(row, "watch: raised, but not growing", health);
    }
    double tail = (1 - options.level()) / 2;
    double lower = passage.quantile(tail, furthest);
    double upper = passage.quantile(1 - tail, furthest);
    return life(
        row, median, lower, Double.isInfinite(upper) ? Double.NaN : upper, health, drift.mean());
  }

  private double failureLevel(HealthIndex health) {
    return Math.log(
        config.threshold().isPresent()
            ? config.threshold().getAsDouble() / health.baseline()
            : config.thresholdRatio());
  }

  private Prediction none(SeriesRequest row, String status, HealthIndex health) {
    return Prediction.life(
        row.seriesId(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        model(),
        status,
        List.of(ratio(row, health)));
  }

  private Prediction life(
      SeriesRequest row,
      double median,
      double lower,
      double upper,
      HealthIndex health,
      double growth) {
    return Prediction.life(
        row.seriesId(),
        median,
        lower,
        upper,
        model(),
        Status.OK,
        List.of(ratio(row, health), new Driver("growth per step", Math.expm1(growth))));
  }

  private static Driver ratio(SeriesRequest row, HealthIndex health) {
    String property = row.properties().keySet().iterator().next();
    return new Driver(property + " / baseline", Math.exp(health.level()));
  }
}
