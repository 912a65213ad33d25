package org.twinsuite.predictors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class SeriesPredictorTest extends PredictorContract {

  @Override
  protected Predictor predictor() {
    return new LastValue();
  }

  @Override
  protected SeriesRequest soundRow(String seriesId) {
    return daily(seriesId, 3, 1, Double.NaN, 4, Double.NaN);
  }

  @Test
  void manyRowsKeepTheirOrder() {
    List<Prediction> answers = predict(soundRows(1000));

    assertThat(answers).hasSize(1000);
    assertThat(answers.get(777).seriesId()).isEqualTo("777");
    assertThat(answers.get(777).mean()).containsExactly(4, 4, 4);
  }

  @Test
  void aForeignSchemaVersionIsRefused() {
    Map<String, String> metadata = new HashMap<>(predictor().requestSchema().getCustomMetadata());
    metadata.replaceAll((key, value) -> key.endsWith("version") ? "99" : value);
    Schema foreign = new Schema(predictor().requestSchema().getFields(), metadata);
    try (VectorSchemaRoot request = VectorSchemaRoot.create(foreign, allocator)) {
      PredictionOptions options = PredictionOptions.defaults();
      assertThatThrownBy(() -> predictor().predict(request, options, allocator))
          .isInstanceOf(InvalidBatchException.class)
          .hasMessageContaining("version 99");
    }
  }
}
