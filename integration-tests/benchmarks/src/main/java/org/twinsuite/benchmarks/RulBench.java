package org.twinsuite.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.twinsuite.predictors.rul.FleetRul;
import org.twinsuite.predictors.rul.SimilarityRul;
import org.twinsuite.predictors.rul.training.FleetRulTrainer;
import org.twinsuite.predictors.rul.training.FleetTrainingConfig;
import org.twinsuite.predictors.rul.training.SimilarityRulTrainer;
import org.twinsuite.predictors.rul.training.SimilarityTrainingConfig;
import org.twinsuite.predictors.rul.training.UnitHistory;
import org.twinsuite.sandbox.plant.CmapssFiles;

/**
 * Remaining life of turbofans: trains on {@code train_X}, predicts each unit of {@code test_X} at
 * its last cycle, compares with {@code RUL_X}. One configuration for all sets; trajectory
 * similarity as second opinion beside the trees. {@code -Dbench.cv=true} adds the error on training
 * units held out, see {@link RulCrossValidation}: with it everything is chosen that is chosen.
 */
public final class RulBench implements Bench {

  private static final double CAP = 125;
  private static final List<String> SETTINGS = CmapssFiles.COLUMNS.subList(0, 3);
  private static final List<String> SENSORS = CmapssFiles.COLUMNS.subList(3, 24);
  private static final int LEAST_TIMED = 20_000;

  @Override
  public String name() {
    return "rul";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    CmapssFiles files = new CmapssFiles(context.data("cmapss"));
    for (String set : context.list("sets", "FD001,FD003")) {
      run(context, files, set);
    }
  }

  private static void run(BenchContext context, CmapssFiles files, String set) throws Exception {
    String prefix = set.toLowerCase(Locale.ROOT) + "_";
    FleetRul[] trained = new FleetRul[1];
    List<UnitHistory> fleet = files.train(set).stream().map(RulBench::history).toList();
    double cpu =
        context.cpuSeconds(
            () -> {
              trained[0] = new FleetRulTrainer(config()).train(fleet);
            });
    FleetRul predictor = trained[0];
    if (files.has("test_" + set) && files.has("RUL_" + set)) {
      List<SeriesRequest> rows = requests(files, set);
      RulScore score = new RulScore(CAP, predict(predictor, rows), files.labels(set));
      context.figure(prefix + "rmse_capped", score.rmse(true), "cycles");
      context.figure(prefix + "rmse_raw", score.rmse(false), "cycles");
      context.figure(prefix + "score_capped", score.penalty(true), "points");
      context.figure(prefix + "score_raw", score.penalty(false), "points");
      context.figure(prefix + "coverage_90", score.coverage(), "share");
      speed(context, prefix, predictor, rows);
    } else {
      context.note(set + " has no test units with labels in this folder");
    }
    context.figure(
        prefix + "held_out_rmse_capped",
        predictor.metadata().metrics().get("held_out_rmse_capped"),
        "cycles");
    context.figure(prefix + "train_cpu_s", cpu, "s");
    if (Boolean.parseBoolean(context.parameter("cv", "false"))) {
      RulScore score =
          RulCrossValidation.standard().run(fleet, new FleetRulTrainer(config())::train, CAP);
      context.figure(prefix + "cv_rmse_capped", score.rmse(true), "cycles");
      context.figure(prefix + "cv_coverage_90", score.coverage(), "share");
    }
    similarity(context, files, set, fleet, prefix + "similarity_");
  }

  /** The second opinion on the same units. */
  private static void similarity(
      BenchContext context, CmapssFiles files, String set, List<UnitHistory> fleet, String prefix)
      throws Exception {
    SimilarityRul[] trained = new SimilarityRul[1];
    double cpu =
        context.cpuSeconds(
            () -> {
              trained[0] =
                  new SimilarityRulTrainer(
                          SimilarityTrainingConfig.of(SETTINGS, SENSORS, (int) CAP))
                      .train(fleet);
            });
    if (files.has("test_" + set) && files.has("RUL_" + set)) {
      List<SeriesRequest> rows = requests(files, set);
      List<Prediction> predictions = new ArrayList<>();
      double predicting = context.cpuSeconds(() -> predictions.addAll(predict(trained[0], rows)));
      RulScore score = new RulScore(CAP, predictions, files.labels(set));
      context.figure(prefix + "rmse_capped", score.rmse(true), "cycles");
      context.figure(prefix + "rmse_raw", score.rmse(false), "cycles");
      context.figure(prefix + "coverage_90", score.coverage(), "share");
      context.figure(prefix + "predictions_per_cpu_s", rows.size() / predicting, "units/s");
    }
    context.figure(
        prefix + "held_out_rmse_capped",
        trained[0].trained().orElseThrow().metrics().get("held_out_rmse_capped"),
        "cycles");
    context.figure(prefix + "train_cpu_s", cpu, "s");
  }

  private static FleetTrainingConfig config() {
    return FleetTrainingConfig.of("turbofan", SETTINGS, SENSORS, CAP);
  }

  private static void speed(
      BenchContext context, String prefix, Predictor predictor, List<SeriesRequest> rows)
      throws Exception {
    List<SeriesRequest> many = new ArrayList<>();
    while (many.size() < LEAST_TIMED) {
      many.addAll(rows);
    }
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot request =
            SeriesBatch.write(
                many,
                RequestSchema.of(RequestSchema.properties(predictor.requestSchema())),
                allocator)) {
      BenchContext.Work work =
          () -> predictor.predict(request, PredictionOptions.defaults(), allocator).close();
      work.run();
      double cpu = context.cpuSeconds(work);
      context.figure(prefix + "predictions_per_cpu_s", many.size() / cpu, "units/s");
    }
  }

  static List<Prediction> predict(Predictor predictor, List<SeriesRequest> rows) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot request = SeriesBatch.write(rows, allocator);
        VectorSchemaRoot response =
            predictor.predict(request, PredictionOptions.defaults(), allocator)) {
      return Predictions.read(response);
    }
  }

  private static List<SeriesRequest> requests(CmapssFiles files, String set) throws IOException {
    return files.test(set).stream()
        .map(unit -> request(Integer.toString(unit.number()), columns(unit)))
        .toList();
  }

  static SeriesRequest request(String unit, Map<String, double[]> columns) {
    return new SeriesRequest(unit, Instant.EPOCH, Duration.ofHours(1), 1, 1, columns);
  }

  private static UnitHistory history(CmapssFiles.Unit unit) {
    return new UnitHistory(Integer.toString(unit.number()), columns(unit));
  }

  private static Map<String, double[]> columns(CmapssFiles.Unit unit) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int i = 0; i < CmapssFiles.COLUMNS.size(); i++) {
      columns.put(CmapssFiles.COLUMNS.get(i), unit.column(i));
    }
    return columns;
  }
}
