package org.twinsuite.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.forecast.ForecastCatalog;
import org.twinsuite.predictors.forecast.ForecastPredictor;

/**
 * Accuracy on a data set of the M competitions, through the batch contract. Parameters: {@code
 * bench.train}, {@code bench.test} (files, or folders of them), {@code bench.format} (m3, m4),
 * {@code bench.model}, {@code bench.frequency} if an M4 file name does not tell it; {@code
 * bench.holdout=true} asks one horizon earlier and never looks at the test values. Format {@code
 * wide} (id, values…) needs no test file: the last {@code bench.horizon} values are forecast.
 */
public final class ForecastBench implements Bench {

  private static final int BATCH = 4096;
  private static final double LEVEL = 0.95;

  @Override
  public String name() {
    return "forecast";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    List<ForecastSeries> series = series(context);
    if (Boolean.parseBoolean(context.parameter("holdout", "false"))) {
      context.note("held out: the last horizon of the training values is forecast");
      series = series.stream().map(ForecastSeries::heldOut).toList();
    }
    List<ForecastSeries> all = series.stream().filter(ForecastBench::answerable).toList();
    if (all.size() < series.size()) {
      context.note(
          (series.size() - all.size()) + " series left out: missing answers, or too few values");
    }
    String model = context.parameter("model", "auto");
    List<Prediction> forecasts = new ArrayList<>();
    double cpu = context.cpuSeconds(() -> forecasts.addAll(predict(all, model)));
    List<Prediction> naive = predict(all, "naive2");
    context.note(
        model
            + " on "
            + all.size()
            + " series; intervals and start-up of the JVM's compiler are in the CPU time");
    int refused = 0;
    for (int i = 0; i < forecasts.size(); i++) {
      if (!forecasts.get(i).ok()) {
        context.note("refused " + all.get(i).id() + ": " + forecasts.get(i).status());
        forecasts.set(i, naive.get(i));
        refused++;
      }
    }
    context.figure("series", all.size(), "series");
    context.figure("refused", refused, "series");
    if (refused > 0) {
      context.note("refused series are scored with naive2");
    }
    report(context, "", all, forecasts, naive);
    for (ForecastFrequency frequency : ForecastFrequency.values()) {
      int[] members =
          java.util.stream.IntStream.range(0, all.size())
              .filter(i -> all.get(i).frequency() == frequency)
              .toArray();
      if (members.length > 0) {
        context.figure("series_" + frequency.key(), members.length, "series");
        report(
            context,
            "_" + frequency.key(),
            pick(all, members),
            pick(forecasts, members),
            pick(naive, members));
      }
    }
    context.figure("series_per_cpu_s", all.size() / cpu, "series/s");
  }

  private static List<ForecastSeries> series(BenchContext context) throws IOException {
    String format = context.parameter("format", "m4");
    if (format.equals("wide")) {
      return ForecastData.readWide(
          path(context, "train"),
          ForecastFrequency.in(context.parameter("frequency", "monthly"), null),
          context.parameter("horizon", 6));
    }
    return ForecastData.readAll(
        path(context, "train"),
        path(context, "test"),
        format,
        context.parameter("frequency").orElse(null));
  }

  private static boolean answerable(ForecastSeries series) {
    long observed = Arrays.stream(series.train()).filter(v -> !Double.isNaN(v)).count();
    return observed >= ForecastPredictor.SHORTEST
        && series.test().length > 0
        && Arrays.stream(series.test()).noneMatch(Double::isNaN);
  }

  private static Path path(BenchContext context, String name) {
    return context
        .parameter(name)
        .map(Path::of)
        .orElseThrow(() -> new IllegalArgumentException("set -Dbench." + name + "=FILE"));
  }

  private static void report(
      BenchContext context,
      String suffix,
      List<ForecastSeries> series,
      List<Prediction> forecasts,
      List<Prediction> naive) {
    ForecastScore score = ForecastScore.of(series, means(forecasts));
    ForecastScore yardstick = ForecastScore.of(series, means(naive));
    context.figure("smape" + suffix, score.smape(), "%");
    context.figure("mase" + suffix, score.mase(), "1");
    context.figure("rmsse" + suffix, score.rmsse(), "1");
    context.figure("owa" + suffix, score.owa(yardstick), "1");
    context.figure("naive2_smape" + suffix, yardstick.smape(), "%");
    context.figure("naive2_mase" + suffix, yardstick.mase(), "1");
    context.figure("coverage_95" + suffix, coverage(series, forecasts), "1");
  }

  private static List<double[]> means(List<Prediction> predictions) {
    return predictions.stream().map(Prediction::mean).toList();
  }

  private static double coverage(List<ForecastSeries> series, List<Prediction> forecasts) {
    long inside = 0;
    long steps = 0;
    for (int i = 0; i < series.size(); i++) {
      double[] truth = series.get(i).test();
      for (int h = 0; h < truth.length; h++) {
        steps++;
        boolean covered =
            truth[h] >= forecasts.get(i).lower()[h] && truth[h] <= forecasts.get(i).upper()[h];
        inside += covered ? 1 : 0;
      }
    }
    return (double) inside / steps;
  }

  private static List<Prediction> predict(List<ForecastSeries> series, String model) {
    Predictor predictor = new ForecastPredictor(ForecastCatalog.method(model));
    PredictionOptions options = PredictionOptions.defaults().withLevel(LEVEL);
    List<Prediction> answers = new ArrayList<>(series.size());
    try (BufferAllocator allocator = new RootAllocator()) {
      for (int from = 0; from < series.size(); from += BATCH) {
        List<SeriesRequest> rows =
            series.subList(from, Math.min(series.size(), from + BATCH)).stream()
                .map(ForecastBench::row)
                .toList();
        try (VectorSchemaRoot request = SeriesBatch.write(rows, allocator);
            VectorSchemaRoot response = predictor.predict(request, options, allocator)) {
          answers.addAll(Predictions.read(response));
        }
      }
    }
    return answers;
  }

  private static SeriesRequest row(ForecastSeries series) {
    ForecastFrequency frequency = series.frequency();
    return new SeriesRequest(
        series.id(),
        Instant.EPOCH,
        frequency.step(),
        frequency.requested(),
        series.horizon(),
        Map.of(RequestSchema.VALUE, series.train()));
  }

  private static <T> List<T> pick(List<T> all, int[] members) {
    return Arrays.stream(members).mapToObj(all::get).toList();
  }
}
