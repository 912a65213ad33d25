package org.twinsuite.predictors;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** The simplest predictor: repeats the last value seen. Test fixture. */
public final class LastValue extends SeriesPredictor {

  @Override
  public String name() {
    return "last-value";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Schema requestSchema() {
    return RequestSchema.of(RequestSchema.VALUE);
  }

  @Override
  protected List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options) {
    return rows.stream().map(row -> predict(row, options)).toList();
  }

  private Prediction predict(SeriesRequest row, PredictionOptions options) {
    for (int i = row.length() - 1; i >= 0; i--) {
      if (!Double.isNaN(row.values()[i])) {
        double[] flat = new double[options.horizonOf(row)];
        Arrays.fill(flat, row.values()[i]);
        return Prediction.of(row.seriesId(), flat, flat, flat, model());
      }
    }
    return Prediction.refused(row.seriesId(), model(), Status.tooShort(0, 1));
  }
}
