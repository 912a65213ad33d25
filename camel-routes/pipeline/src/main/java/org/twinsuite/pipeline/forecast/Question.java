package org.twinsuite.pipeline.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.twinsuite.pipeline.history.Points;
import org.twinsuite.pipeline.history.SeriesSource;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesRequest;

/** Asks a model about many things at once, each with its history. */
final class Question {
  private static final int BATCH = 4096;
  private final SeriesSource history;
  private final BufferAllocator allocator;
  private final ForecastDue due;
  private final Settings settings;

  /**
   * How it is asked.
   *
   * @param level coverage of intervals
   * @param fallbackStep step of a history whose own is unclear
   * @param patience how long a batch may take
   */
  public record Settings(double level, Duration fallbackStep, Duration patience) {}

  Question(SeriesSource history, BufferAllocator allocator, ForecastDue due, Settings settings) {
    this.history = history;
    this.allocator = allocator;
    this.due = due;
    this.settings = settings;
  }

  /**
   * Asks.
   *
   * @param wanted all with the same feature
   * @return answers; things with too little history are absent
   */
  Map<Wanted, Answer> ask(Predictor predictor, List<Wanted> wanted) {
    Map<Wanted, Answer> answers = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i += BATCH) {
      answers.putAll(batch(predictor, wanted.subList(i, Math.min(i + BATCH, wanted.size()))));
    }
    return answers;
  }

  private Map<Wanted, Answer> batch(Predictor predictor, List<Wanted> wanted) {
    String feature = wanted.get(0).line().feature();
    List<String> columns = RequestSchema.properties(predictor.requestSchema());
    boolean single = columns.equals(List.of(RequestSchema.VALUE));
    Collection<String> features = single ? List.of(feature) : columns;
    Set<String> read = new HashSet<>(features);
    wanted.forEach(
        want -> {
          if (want.line().failed() != null) {
            read.add(want.line().failed().feature());
          }
        });
    Map<String, Map<String, Points>> samples =
        history.read(wanted.stream().map(Wanted::thingId).distinct().toList(), read, allocator);
    List<Wanted> asked = new ArrayList<>();
    List<SeriesRequest> rows = new ArrayList<>();
    for (Wanted want : wanted) {
      Map<String, Points> points = samples.get(want.thingId());
      Instant begin = due.life(want.thingId()).begin();
      SeriesRequest row =
          points == null
              ? null
              : Grid.of(want.thingId(), points, features, begin, settings.fallbackStep());
      if (row != null) {
        asked.add(want);
        rows.add(planned(row, want.line(), single ? feature : null));
      }
    }
    return rows.isEmpty() ? Map.of() : answers(predictor, asked, rows, samples);
  }

  private Map<Wanted, Answer> answers(
      Predictor predictor,
      List<Wanted> asked,
      List<SeriesRequest> rows,
      Map<String, Map<String, Points>> samples) {
    ResponseSchema.Answer kind = ResponseSchema.answer(predictor.responseSchema());
    PredictionOptions options =
        new PredictionOptions(
            OptionalInt.empty(), settings.level(), Instant.now().plus(settings.patience()));
    Map<Wanted, Answer> answers = new HashMap<>();
    try (VectorSchemaRoot request = SeriesBatch.write(rows, allocator);
        VectorSchemaRoot response = predictor.predict(request, options, allocator)) {
      List<Prediction> predictions = Predictions.read(response);
      for (int i = 0; i < rows.size(); i++) {
        Wanted want = asked.get(i);
        answers.put(
            want, new Answer(rows.get(i), predictions.get(i), kind, samples.get(want.thingId())));
      }
    }
    return answers;
  }

  /** The row with the horizon and season of the plan; a single feature is called value. */
  private static SeriesRequest planned(
      SeriesRequest row, ForecastPlan.Line line, String singleFeature) {
    return new SeriesRequest(
        row.seriesId(),
        row.start(),
        row.step(),
        ForecastPlan.Line.steps(line.season(), row.step()),
        ForecastPlan.Line.steps(line.horizon(), row.step()),
        singleFeature == null
            ? row.properties()
            : Map.of(RequestSchema.VALUE, row.values(singleFeature)));
  }
}
