package org.twinsuite.predictors.changepoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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
 * {@link ChangeState} over histories: {@code mean} holds one score per value of the row (1 and
 * above = a change is seen here; 0 for a missing value), {@code lower} and {@code upper} are NaN.
 * The status tells the last changes as a remark: {@code ok (level up at 1500, seen at 1504)}. The
 * horizon is not used. After a change the stream is learnt anew.
 */
public final class ChangePointPredictor extends SeriesPredictor {

  private static final int LEAST = 100;
  private static final int TOLD = 5;

  private final ChangeConfig config = ChangeConfig.defaults();

  @Override
  public String name() {
    return "changepoint";
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
    double[] values = Magnitude.of(row.values()).reduce(row.values());
    int observed = (int) Arrays.stream(values).filter(v -> !Double.isNaN(v)).count();
    if (observed < LEAST) {
      return Prediction.refused(row.seriesId(), model(), Status.tooShort(observed, LEAST));
    }
    double[] scores = new double[values.length];
    List<Change> changes = new ArrayList<>();
    ChangeState state = ChangeState.NEW;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        continue;
      }
      state = state.after(values[i], config);
      scores[i] = state.score(config);
      if (scores[i] >= 1) {
        state.change(i, config).ifPresent(changes::add);
        state = ChangeState.NEW;
      }
    }
    double[] unknown = new double[values.length];
    Arrays.fill(unknown, Double.NaN);
    return new Prediction(
        row.seriesId(), scores, unknown, unknown, model(), status(changes), List.of());
  }

  private static String status(List<Change> changes) {
    if (changes.isEmpty()) {
      return Status.OK;
    }
    return changes.subList(Math.max(0, changes.size() - TOLD), changes.size()).stream()
        .map(Change::toString)
        .collect(Collectors.joining("; ", Status.OK + " (", ")"));
  }
}
