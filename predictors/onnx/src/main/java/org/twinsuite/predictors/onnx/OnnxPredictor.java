package org.twinsuite.predictors.onnx;

import ai.onnxruntime.OrtException;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.ModelMetadata;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.SeriesPredictor;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.Status;

/**
 * Any ONNX model behind the batch contract. The native session is freed when the predictor is no
 * longer in use, so a model may be replaced while calls run.
 *
 * @see OnnxFormat
 */
public final class OnnxPredictor extends SeriesPredictor {

  private static final Cleaner CLEANER = Cleaner.create();

  private final OnnxManifest manifest;
  private final OnnxSession session;
  private final Schema request;

  OnnxPredictor(OnnxManifest manifest, OnnxSession session) {
    this.manifest = manifest;
    this.session = session;
    this.request = manifest.requestSchema();
    CLEANER.register(this, () -> close(session));
  }

  private static void close(OnnxSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String name() {
    return manifest.name();
  }

  @Override
  public String version() {
    return manifest.version();
  }

  @Override
  public Schema requestSchema() {
    return request;
  }

  @Override
  public Schema responseSchema() {
    return manifest.responseSchema();
  }

  @Override
  public Optional<ModelMetadata> trained() {
    return Optional.of(manifest.metadata());
  }

  @Override
  protected List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options) {
    Prediction[] answers = new Prediction[rows.size()];
    List<Integer> places = new ArrayList<>();
    List<double[]> inputs =
        manifest.inputs().stream().map(input -> new double[rows.size() * input.size()]).toList();
    for (int i = 0; i < answers.length; i++) {
      String problem = fill(rows.get(i), options, inputs, places.size());
      if (problem == null) {
        places.add(i);
      } else {
        answers[i] = Prediction.refused(rows.get(i).seriesId(), model(), problem);
      }
    }
    if (!places.isEmpty()) {
      double[][][] columns = run(inputs, places.size());
      for (int k = 0; k < places.size(); k++) {
        answers[places.get(k)] = answer(rows.get(places.get(k)), options, columns, k);
      }
    }
    return Arrays.asList(answers);
  }

  private double[][][] run(List<double[]> inputs, int rows) {
    try {
      return session.run(inputs, rows);
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private String fill(
      SeriesRequest row, PredictionOptions options, List<double[]> inputs, int place) {
    for (int i = 0; i < inputs.size(); i++) {
      OnnxInput input = manifest.inputs().get(i);
      for (String property : input.properties()) {
        if (Arrays.stream(OnnxInput.history(row, property)).allMatch(Double::isNaN)) {
          return "invalid: column " + property + ": no value is observed";
        }
      }
      String problem = input.fill(row, options.horizonOf(row), inputs.get(i), place * input.size());
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private Prediction answer(
      SeriesRequest row, PredictionOptions options, double[][][] columns, int place) {
    double[] mean = column(OnnxOutput.Column.MEAN, columns, place);
    int steps = manifest.answer() == OnnxManifest.Answer.LIFE ? 1 : options.horizonOf(row);
    if (mean.length < steps) {
      return Prediction.refused(
          row.seriesId(),
          model(),
          "horizon: the model predicts %d steps, %d were asked".formatted(mean.length, steps));
    }
    mean = Arrays.copyOf(mean, steps);
    if (Arrays.stream(mean).anyMatch(v -> Double.isNaN(v) || Double.isInfinite(v))) {
      return Prediction.refused(row.seriesId(), model(), "failed: the model answered no number");
    }
    double[] lower = bound(column(OnnxOutput.Column.LOWER, columns, place), mean, true);
    double[] upper = bound(column(OnnxOutput.Column.UPPER, columns, place), mean, false);
    return new Prediction(
        row.seriesId(), mean, lower, upper, model(), status(row, options), List.of());
  }

  private double[] column(OnnxOutput.Column column, double[][][] columns, int place) {
    for (int o = 0; o < columns.length; o++) {
      if (manifest.outputs().get(o).column() == column) {
        return columns[o][place];
      }
    }
    return null;
  }

  /** Quantiles of a network may cross: a bound never lies on the wrong side of the mean. */
  private static double[] bound(double[] bound, double[] mean, boolean lower) {
    double[] out = new double[mean.length];
    for (int h = 0; h < out.length; h++) {
      double value = bound == null || h >= bound.length ? Double.NaN : bound[h];
      out[h] = lower ? Math.min(value, mean[h]) : Math.max(value, mean[h]);
    }
    return out;
  }

  private String status(SeriesRequest row, PredictionOptions options) {
    List<String> remarks = new ArrayList<>();
    int gaps = manifest.inputs().stream().mapToInt(input -> input.gaps(row)).sum();
    if (gaps > 0) {
      remarks.add(gaps + " values were missing and were filled");
    }
    if (manifest.level() != null && Math.abs(manifest.level() - options.level()) > 1e-9) {
      remarks.add("the model's interval has the level " + manifest.level());
    }
    return remarks.isEmpty() ? Status.OK : Status.OK + " (" + String.join("; ", remarks) + ")";
  }
}
