package org.twinsuite.predictors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Predictor} keeps; a subclass names the predictor and one sound row. */
public abstract class PredictorContract {

  protected BufferAllocator allocator;

  /** The predictor under test. */
  protected abstract Predictor predictor();

  /** A row the predictor answers with status ok or healthy. */
  protected abstract SeriesRequest soundRow(String seriesId);

  @BeforeEach
  void openAllocator() {
    allocator = new RootAllocator();
  }

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  @Test
  void answersEachRowInOrder() {
    List<Prediction> answers = predict(List.of(soundRow("a"), soundRow("b"), soundRow("c")));

    assertThat(answers).extracting(Prediction::seriesId).containsExactly("a", "b", "c");
    assertThat(answers).extracting(Prediction::status).isSubsetOf(Status.OK, Status.HEALTHY);
    assertThat(answers).allSatisfy(answer -> assertThat(answer.model()).contains(":"));
  }

  @Test
  void theSameRowGivesTheSameAnswerWhateverStandsBesideIt() {
    Prediction alone = predict(List.of(soundRow("a"))).get(0);
    Prediction among = predict(List.of(cut(soundRow("x"), 1), soundRow("a"))).get(1);

    assertThat(among.mean()).containsExactly(alone.mean());
    assertThat(among.lower()).containsExactly(alone.lower());
    assertThat(among.upper()).containsExactly(alone.upper());
  }

  @Test
  void boundsEncloseTheMean() {
    for (Prediction answer : predict(List.of(soundRow("a")))) {
      for (int i = 0; i < answer.mean().length; i++) {
        if (!Double.isNaN(answer.mean()[i])) {
          // NaN = unknown
          assertThat(answer.lower()[i] > answer.mean()[i]).isFalse();
          assertThat(answer.upper()[i] < answer.mean()[i]).isFalse();
        }
      }
    }
  }

  @Test
  void theAnswerHasAsManyValuesAsItsKindPromises() {
    SeriesRequest row = soundRow("a");
    Prediction answer = predict(List.of(row)).get(0);
    ResponseSchema.Answer kind = ResponseSchema.answer(predictor().responseSchema());

    int values =
        switch (kind) {
          case FORECAST -> row.horizon();
          case LIFE -> 1;
          case SCORES -> row.length();
        };
    assertThat(answer.mean()).hasSize(values);
    assertThat(answer.lower()).hasSize(values);
    assertThat(answer.upper()).hasSize(values);
    if (kind == ResponseSchema.Answer.SCORES) {
      // a score is no estimate of anything, so nothing can lie around it
      assertThat(Arrays.stream(answer.mean()).allMatch(Double::isNaN)).isFalse();
      assertThat(answer.lower()).containsOnly(Double.NaN);
      assertThat(answer.upper()).containsOnly(Double.NaN);
    }
  }

  @Test
  void oneBadRowFailsNoOther() {
    try (VectorSchemaRoot request = write(List.of(soundRow("bad"), soundRow("good")))) {
      ((BigIntVector) request.getVector(RequestSchema.STEP)).set(0, -1);
      List<Prediction> answers = predict(request, PredictionOptions.defaults());

      assertThat(answers.get(0).status()).contains("column step", "row 0");
      assertThat(answers.get(0).mean()).isEmpty();
      assertThat(answers.get(1).status()).isIn(Status.OK, Status.HEALTHY);
    }
  }

  @Test
  void infiniteValueIsNamed() {
    SeriesRequest sound = soundRow("a");
    Map<String, double[]> properties = new LinkedHashMap<>();
    sound.properties().forEach((name, values) -> properties.put(name, values.clone()));
    String first = properties.keySet().iterator().next();
    properties.get(first)[0] = Double.POSITIVE_INFINITY;

    Prediction answer = predict(List.of(with(sound, properties))).get(0);

    assertThat(answer.status()).contains("column " + first, "row 0", "infinite");
  }

  @Test
  void emptyAndMissingHistoryGetAReason() {
    SeriesRequest empty = cut(soundRow("empty"), 0);
    Map<String, double[]> missing = new LinkedHashMap<>();
    soundRow("a")
        .properties()
        .forEach(
            (name, values) -> {
              double[] blank = new double[values.length];
              Arrays.fill(blank, Double.NaN);
              missing.put(name, blank);
            });

    List<Prediction> answers = predict(List.of(empty, with(soundRow("missing"), missing)));

    assertThat(answers).extracting(Prediction::seriesId).containsExactly("empty", "missing");
    assertThat(answers).noneMatch(Prediction::ok);
  }

  @Test
  void aPassedDeadlineAnswersEveryRowWithThatStatus() {
    try (VectorSchemaRoot request = write(List.of(soundRow("a"), soundRow("b")))) {
      PredictionOptions late = PredictionOptions.defaults().withDeadline(Instant.EPOCH);

      assertThat(predict(request, late))
          .extracting(Prediction::status)
          .containsExactly(Status.DEADLINE, Status.DEADLINE);
    }
  }

  @Test
  void aMissingColumnIsNamed() {
    Schema full = predictor().requestSchema();
    Schema reduced = new Schema(full.getFields().subList(0, full.getFields().size() - 1));
    String column = full.getFields().get(full.getFields().size() - 1).getName();
    try (VectorSchemaRoot request = VectorSchemaRoot.create(reduced, allocator)) {
      PredictionOptions options = PredictionOptions.defaults();
      assertThatThrownBy(() -> predictor().predict(request, options, allocator))
          .isInstanceOf(InvalidBatchException.class)
          .hasMessageContaining(column);
    }
  }

  @Test
  void anEmptyBatchGivesAnEmptyAnswer() {
    try (VectorSchemaRoot request =
        VectorSchemaRoot.create(predictor().requestSchema(), allocator)) {
      assertThat(predict(request, PredictionOptions.defaults())).isEmpty();
    }
  }

  protected final List<Prediction> predict(List<SeriesRequest> rows) {
    try (VectorSchemaRoot request = write(rows)) {
      return predict(request, PredictionOptions.defaults());
    }
  }

  protected final List<Prediction> predict(VectorSchemaRoot request, PredictionOptions options) {
    try (VectorSchemaRoot response = predictor().predict(request, options, allocator)) {
      assertThat(response.getSchema()).isEqualTo(predictor().responseSchema());
      return Predictions.read(response);
    }
  }

  private VectorSchemaRoot write(List<SeriesRequest> rows) {
    return SeriesBatch.write(rows, allocator);
  }

  private static SeriesRequest cut(SeriesRequest row, int length) {
    Map<String, double[]> properties = new LinkedHashMap<>();
    row.properties().forEach((name, values) -> properties.put(name, Arrays.copyOf(values, length)));
    return with(row, properties);
  }

  private static SeriesRequest with(SeriesRequest row, Map<String, double[]> properties) {
    return new SeriesRequest(
        row.seriesId(), row.start(), row.step(), row.season(), row.horizon(), properties);
  }

  /** A daily row of one property. */
  protected static SeriesRequest daily(String seriesId, int horizon, double... values) {
    return SeriesRequest.of(seriesId, Instant.EPOCH, Duration.ofDays(1), horizon, values);
  }

  /** Rows 0 to count - 1. */
  protected final List<SeriesRequest> soundRows(int count) {
    List<SeriesRequest> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(soundRow(Integer.toString(i)));
    }
    return rows;
  }
}
