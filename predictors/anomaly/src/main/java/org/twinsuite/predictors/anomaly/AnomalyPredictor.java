package org.twinsuite.predictors.anomaly;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.Magnitude;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.SeriesPredictor;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.Status;

/**
 * {@link AnomalyDetector} over histories: {@code mean} holds one score per value of the row (1 and
 * above = alarm), {@code lower} and {@code upper} are NaN. The horizon is not used.
 */
public final class AnomalyPredictor extends SeriesPredictor {

  private static final double LEARNING_SHARE = 0.15;
  private static final int LONGEST_LEARNING = 750;
  private static final int LEAST = 200;

  @Override
  public String name() {
    return "anomaly";
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
  public Schema responseSchema() {
    return ResponseSchema.scores();
  }

  @Override
  protected List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options) {
    return rows.stream().map(this::predict).toList();
  }

  private Prediction predict(SeriesRequest row) {
    int observed = (int) Arrays.stream(row.values()).filter(v -> !Double.isNaN(v)).count();
    if (observed < LEAST) {
      return Prediction.refused(row.seriesId(), model(), Status.tooShort(observed, LEAST));
    }
    int probation = (int) Math.min(LONGEST_LEARNING, LEARNING_SHARE * observed);
    double[] scores =
        new AnomalyDetector(AnomalyConfig.of(probation))
            .scores(Magnitude.of(row.values()).reduce(row.values()));
    double[] unknown = new double[scores.length];
    Arrays.fill(unknown, Double.NaN);
    return Prediction.of(row.seriesId(), scores, unknown, unknown, model());
  }
}
