package org.twinsuite.predictors.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.Magnitude;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesPredictor;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.Status;
import org.twinsuite.predictors.forecast.methods.PointForecaster;
import org.twinsuite.predictors.forecast.series.ForecastTask;
import org.twinsuite.predictors.forecast.series.Gaps;
import org.twinsuite.predictors.forecast.series.Seasons;

/**
 * A forecasting method behind the batch contract: fills gaps and says so, adds conformal intervals,
 * spreads the rows over threads. The first property column of any name is forecast.
 *
 * @see ForecastCatalog
 */
public final class ForecastPredictor extends SeriesPredictor {

  /** Fewer observed values are refused. */
  public static final int SHORTEST = 3;

  private static final String VERSION = "1";
  private static final int ROWS_PER_TASK = 32;

  private final PointForecaster method;
  private final ForkJoinPool pool;

  /** On the common pool of the JVM. */
  public ForecastPredictor(PointForecaster method) {
    this(method, ForkJoinPool.commonPool());
  }

  /**
   * @param pool the threads to use; stays the caller's
   */
  public ForecastPredictor(PointForecaster method, ForkJoinPool pool) {
    this.method = method;
    this.pool = pool;
  }

  @Override
  public String name() {
    return method.name();
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Schema requestSchema() {
    return RequestSchema.of(RequestSchema.VALUE);
  }

  @Override
  protected List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options) {
    List<ForkJoinTask<List<Prediction>>> parts = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += ROWS_PER_TASK) {
      List<SeriesRequest> part = rows.subList(from, Math.min(rows.size(), from + ROWS_PER_TASK));
      parts.add(pool.submit(() -> part(part, options)));
    }
    List<Prediction> answers = new ArrayList<>(rows.size());
    parts.forEach(part -> answers.addAll(part.join()));
    return answers;
  }

  private List<Prediction> part(List<SeriesRequest> rows, PredictionOptions options) {
    Prediction[] answers = new Prediction[rows.size()];
    List<Integer> places = new ArrayList<>(rows.size());
    List<Gaps> gaps = new ArrayList<>(rows.size());
    List<ForecastTask> tasks = new ArrayList<>(rows.size());
    List<Magnitude> magnitudes = new ArrayList<>(rows.size());
    for (int i = 0; i < answers.length; i++) {
      SeriesRequest row = rows.get(i);
      Gaps filled = Gaps.fill(row.values(), row.season());
      int observed = row.length() - filled.missing();
      if (observed < SHORTEST) {
        answers[i] =
            Prediction.refused(row.seriesId(), model(), Status.tooShort(observed, SHORTEST));
        continue;
      }
      places.add(i);
      gaps.add(filled);
      int horizon = options.horizonOf(row) + filled.trailing();
      Magnitude magnitude = Magnitude.of(filled.values());
      magnitudes.add(magnitude);
      tasks.add(
          new ForecastTask(
              magnitude.reduce(filled.values()), Seasons.of(row.season(), row.step()), horizon));
    }
    List<Forecast> forecasts = new IntervalForecaster(method).forecast(tasks, options.level());
    for (int k = 0; k < places.size(); k++) {
      SeriesRequest row = rows.get(places.get(k));
      answers[places.get(k)] =
          answer(row, gaps.get(k), restored(forecasts.get(k), magnitudes.get(k)));
    }
    return Arrays.asList(answers);
  }

  private static Forecast restored(Forecast forecast, Magnitude magnitude) {
    return new Forecast(
        magnitude.restore(forecast.mean()),
        magnitude.restore(forecast.lower()),
        magnitude.restore(forecast.upper()));
  }

  private Prediction answer(SeriesRequest row, Gaps gaps, Forecast forecast) {
    return new Prediction(
        row.seriesId(),
        wanted(forecast.mean(), gaps.trailing()),
        wanted(forecast.lower(), gaps.trailing()),
        wanted(forecast.upper(), gaps.trailing()),
        model(),
        status(row, gaps, forecast),
        List.of());
  }

  private static String status(SeriesRequest row, Gaps gaps, Forecast forecast) {
    List<String> remarks = new ArrayList<>();
    if (gaps.missing() > 0) {
      remarks.add(gaps.missing() + " of " + row.length() + " values were missing and were filled");
    }
    if (Double.isNaN(forecast.lower()[0])) {
      remarks.add("no interval, " + gaps.values().length + " values are too few for one");
    }
    return remarks.isEmpty() ? Status.OK : Status.OK + " (" + String.join("; ", remarks) + ")";
  }

  private static double[] wanted(double[] steps, int skipped) {
    return Arrays.copyOfRange(steps, skipped, steps.length);
  }
}
