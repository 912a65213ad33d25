package org.twinsuite.predictors.rul;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.ModelMetadata;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.SeriesPredictor;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.Status;

/**
 * Remaining life learnt from a fleet of units that ran to failure. Lives are told up to the model's
 * cap: a prediction at the cap means "at least that", and an upper bound of NaN "no end in sight".
 * Drivers are the sensors that moved the prediction, in steps; negative ones shorten the life.
 */
public final class FleetRul extends SeriesPredictor {

  private static final int LEAST_CYCLES = 5;

  private final ModelMetadata metadata;
  private final FleetModel model;
  private final Schema schema;

  public FleetRul(ModelMetadata metadata, FleetModel model) {
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

  /** What the model file says of itself. */
  public ModelMetadata metadata() {
    return metadata;
  }

  /** The learnt part, for the model file. */
  public FleetModel learnt() {
    return model;
  }

  @Override
  protected List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options) {
    return rows.stream().map(row -> predict(row, options)).toList();
  }

  private Prediction predict(SeriesRequest row, PredictionOptions options) {
    double[][] sensors = columns(row, model.sensors());
    int observed = observedCycles(sensors);
    if (observed < LEAST_CYCLES) {
      return Prediction.refused(row.seriesId(), model(), Status.tooShort(observed, LEAST_CYCLES));
    }
    NormalReadings normal = model.regimes().normalise(columns(row, model.settings()), sensors);
    Attribution attribution = new Attribution(model, normal);
    double life = Math.max(0, Math.min(model.cap(), attribution.life()));
    double upper = model.intervals().upper(life, options.level());
    return Prediction.life(
        row.seriesId(),
        life,
        model.intervals().lower(life, options.level()),
        upper >= model.cap() ? Double.NaN : upper,
        model(),
        Status.OK,
        attribution.drivers());
  }

  static double[][] columns(SeriesRequest row, List<String> names) {
    return names.stream().map(row::values).toArray(double[][]::new);
  }

  static int observedCycles(double[][] sensors) {
    int observed = 0;
    for (int t = 0; t < sensors[0].length; t++) {
      for (double[] sensor : sensors) {
        if (!Double.isNaN(sensor[t])) {
          observed++;
          break;
        }
      }
    }
    return observed;
  }
}
