package org.twinsuite.predictors.rul;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.Driver;
import org.twinsuite.predictors.ModelMetadata;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.SeriesPredictor;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.Status;

/**
 * Remaining life by similar past cases: the weighted median of how long the most similar units of
 * the fleet still lived. A second opinion beside {@link FleetRul} that a planner can check, for its
 * drivers are the past units themselves: the name tells the unit and its distance (1 = noise), the
 * weight the steps it still lived. Lives are told up to the model's cap: a prediction at the cap
 * means "at least that", and an upper bound of NaN "no end in sight".
 */
public final class SimilarityRul extends SeriesPredictor {

  private static final int LEAST_CYCLES = 5;
  private static final int CASES = 5;

  private final ModelMetadata metadata;
  private final SimilarityModel model;
  private final Schema schema;

  public SimilarityRul(ModelMetadata metadata, SimilarityModel model) {
    this.metadata = metadata;
    this.model = model;
    List<String> properties = new ArrayList<>(model.settings());
    properties.addAll(model.sensors());
    this.schema = RequestSchema.of(properties);
  }

  @Override
  public String name() {
    return metadata.name();
  }

  @Override
  public String version() {
    return metadata.version();
  }

  @Override
  public Schema requestSchema() {
    return schema;
  }

  @Override
  public Schema responseSchema() {
    return ResponseSchema.remainingLife();
  }

  @Override
  public Optional<ModelMetadata> trained() {
    return Optional.of(metadata);
  }

  /** The learnt part, for the model file. */
  public SimilarityModel learnt() {
    return model;
  }

  @Override
  protected List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options) {
    return rows.stream().map(row -> predict(row, options)).toList();
  }

  private Prediction predict(SeriesRequest row, PredictionOptions options) {
    double[][] sensors = FleetRul.columns(row, model.sensors());
    int observed = FleetRul.observedCycles(sensors);
    if (observed < LEAST_CYCLES) {
      return Prediction.refused(row.seriesId(), model(), Status.tooShort(observed, LEAST_CYCLES));
    }
    NormalReadings normal =
        model.regimes().normalise(FleetRul.columns(row, model.settings()), sensors);
    float[][] trajectory = model.wearing().of(normal);
    SimilarUnits similar =
        SimilarUnits.find(
            trajectory, trajectory.length - 1, model.library(), model.search(), model.cap());
    if (!similar.any()) {
      return Prediction.refused(
          row.seriesId(), model(), "no past unit lived long enough to be compared with");
    }
    double life = similar.quantile(0.5);
    double upper = model.intervals().upper(life, options.level());
    return Prediction.life(
        row.seriesId(),
        life,
        model.intervals().lower(life, options.level()),
        upper >= model.cap() ? Double.NaN : upper,
        model(),
        Status.OK,
        similar.matches().stream().limit(CASES).map(SimilarityRul::driver).toList());
  }

  private static Driver driver(SimilarUnits.Match match) {
    return new Driver(
        "steps left of similar unit %s (distance %s)"
            .formatted(match.unitId(), String.format(Locale.ROOT, "%.2f", match.distance())),
        match.remaining());
  }
}
