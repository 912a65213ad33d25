package org.twinsuite.predictors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class BatchRoundTripTest {

  @Test
  void requestRowsSurviveArrow() {
    SeriesRequest row =
        new SeriesRequest(
            "plant:pümp",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            Duration.ofMinutes(10),
            24,
            6,
            Map.of("v", new double[] {1, Double.NaN, 3}));
    SeriesRequest second =
        new SeriesRequest(
            "b", Instant.EPOCH, Duration.ofDays(1), 1, 1, Map.of("v", new double[] {}));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = SeriesBatch.write(List.of(row, second), allocator)) {
      assertThat(root.getRowCount()).isEqualTo(2);
      SeriesRequest back = SeriesBatch.read(root, 0, List.of("v"));
      assertThat(back).usingRecursiveComparison().ignoringFields("properties").isEqualTo(row);
      assertThat(back.values("v")).containsExactly(1, Double.NaN, 3);
      assertThat(SeriesBatch.read(root, 1, List.of("v")).values("v")).isEmpty();
    }
  }

  @Test
  void predictionsSurviveArrow() {
    List<Prediction> rows =
        List.of(
            Prediction.refused("x", "m:1", Status.tooShort(1, 5)),
            Prediction.life(
                "a",
                12,
                3,
                Double.NaN,
                "m:1",
                Status.OK,
                List.of(new Driver("s4", -3.5), new Driver("s11", -1))),
            Prediction.life("b", 1, 0, 2, "m:1", Status.OK, List.of(new Driver("s2", 1))));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root =
            Predictions.write(rows, ResponseSchema.remainingLife(), allocator)) {
      assertThat(Predictions.read(root)).hasToString(rows.toString());
    }
  }

  @Test
  void aRowWithoutAPropertyOfTheFirstIsNamed() {
    SeriesRequest a =
        new SeriesRequest("a", Instant.EPOCH, Duration.ofDays(1), 1, 1, Map.of("v", new double[1]));
    SeriesRequest b =
        new SeriesRequest("b", Instant.EPOCH, Duration.ofDays(1), 1, 1, Map.of("w", new double[1]));
    try (BufferAllocator allocator = new RootAllocator()) {
      assertThatThrownBy(() -> SeriesBatch.write(List.of(a, b), allocator))
          .isInstanceOf(InvalidBatchException.class)
          .hasMessageContaining("column v, row 1");
    }
  }

  @Test
  void aWrongColumnTypeIsNamed() {
    Schema response = ResponseSchema.forecast();
    Schema needed = RequestSchema.of("v");

    assertThatThrownBy(() -> RequestSchema.check(new Schema(response.getFields()), needed))
        .isInstanceOf(InvalidBatchException.class)
        .hasMessageContaining("column start is missing");
    assertThatThrownBy(() -> RequestSchema.of("step"))
        .isInstanceOf(InvalidBatchException.class)
        .hasMessageContaining("rename");
  }
}
