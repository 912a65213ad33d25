package org.twinsuite.predictors.rul.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.twinsuite.predictors.ModelMetadata;
import org.twinsuite.predictors.model.ModelFile;
import org.twinsuite.predictors.rul.NormalReadings;
import org.twinsuite.predictors.rul.PastUnit;
import org.twinsuite.predictors.rul.SimilarUnits;
import org.twinsuite.predictors.rul.SimilarityModel;
import org.twinsuite.predictors.rul.SimilarityRul;
import org.twinsuite.predictors.rul.WearIndex;
import org.twinsuite.predictors.rul.WearTrajectory;

/**
 * Builds the library of {@link SimilarityRul} from units that ran to failure. Intervals and metrics
 * come from folds: units of a fold are compared with those of the others only, in wear indices
 * learnt from the others. How many failure modes are told apart is chosen there too. Needs no
 * library besides.
 */
public final class SimilarityRulTrainer {

  private static final int LEAST_UNITS = 10;
  private static final int FIRST = 10;
  private static final int CALIBRATION_POINTS = 2500;
  private static final double LEAST_NOISE = 1e-6;

  private final SimilarityTrainingConfig config;

  /** Units with their normalised readings. */
  private record Fleet(List<UnitHistory> units, List<NormalReadings> normal, int regimes) {}

  public SimilarityRulTrainer(SimilarityTrainingConfig config) {
    this.config = config;
  }

  /**
   * Trains and writes a model file.
   *
   * @param file ends in {@code .similarrul} to be found by a catalogue
   */
  public SimilarityRul train(List<UnitHistory> units, Path file) throws IOException {
    SimilarityRul predictor = train(units);
    new ModelFile(predictor.trained().orElseThrow(), predictor.learnt().toBytes()).write(file);
    return predictor;
  }

  /**
   * Trains.
   *
   * @param units run to failure
   * @throws IllegalArgumentException with less than 10 units, or if no sensor varies
   */
  public SimilarityRul train(List<UnitHistory> units) {
    if (units.size() < Math.max(LEAST_UNITS, config.folds())) {
      throw new IllegalArgumentException(
          "a fleet of " + units.size() + " units is too small, at least " + LEAST_UNITS);
    }
    Signals signals = Signals.of(units, config.settings(), config.sensors(), config.seed());
    Fleet fleet =
        new Fleet(units, units.stream().map(signals::normalise).toList(), signals.regimeCount());
    int modes = 1;
    IntervalCalibration calibration = calibrate(fleet, modes);
    for (int more = 2; more <= config.mostModes(); more++) {
      IntervalCalibration other = calibrate(fleet, more);
      if (other.rmse() < calibration.rmse()) {
        calibration = other;
        modes = more;
      }
    }
    WearTrajectory wearing = wearing(fleet, modes);
    SimilarityModel model =
        new SimilarityModel(
            signals.settings(),
            signals.sensors(),
            config.cap(),
            signals.regimes(),
            wearing,
            config.search(),
            library(fleet, wearing),
            calibration.intervals());
    return new SimilarityRul(metadata(units, calibration), model);
  }

  private IntervalCalibration calibrate(Fleet fleet, int modes) {
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, fleet.units().size()).boxed().toList());
    Collections.shuffle(order, new Random(config.seed()));
    int cycles = fleet.units().stream().mapToInt(UnitHistory::cycles).sum();
    int stride = Math.max(3, cycles / CALIBRATION_POINTS);
    List<List<double[]>> byFold =
        IntStream.range(0, config.folds())
            .parallel()
            .mapToObj(fold -> heldOut(fleet, order, fold, stride, modes))
            .toList();
    IntervalCalibration calibration = new IntervalCalibration(config.cap(), fleet.units().size());
    for (List<double[]> points : byFold) {
      points.forEach(point -> calibration.add(point[0], point[1]));
    }
    return calibration;
  }

  /** Pairs of prediction and truth of the units of a fold. */
  private List<double[]> heldOut(
      Fleet fleet, List<Integer> order, int fold, int stride, int modes) {
    Fleet past = new Fleet(new ArrayList<>(), new ArrayList<>(), fleet.regimes());
    List<NormalReadings> held = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      int unit = order.get(i);
      if (i % config.folds() == fold) {
        held.add(fleet.normal().get(unit));
      } else {
        past.units().add(fleet.units().get(unit));
        past.normal().add(fleet.normal().get(unit));
      }
    }
    WearTrajectory wearing = wearing(past, modes);
    List<PastUnit> library = library(past, wearing);
    List<double[]> points = new ArrayList<>();
    for (NormalReadings unit : held) {
      float[][] trajectory = wearing.of(unit);
      int last = trajectory.length - 1;
      for (int t = last; t >= Math.min(FIRST, last); t -= stride) {
        SimilarUnits similar =
            SimilarUnits.find(trajectory, t, library, config.search(), config.cap());
        if (similar.any()) {
          points.add(new double[] {similar.quantile(0.5), last - t});
        }
      }
    }
    return points;
  }

  private WearTrajectory wearing(Fleet fleet, int modes) {
    WearIndex found = WearIndexFinder.find(fleet.normal(), fleet.regimes(), config.cap(), modes);
    double[] noise = new double[found.indices()];
    Arrays.fill(noise, 1);
    WearTrajectory plain = new WearTrajectory(found, noise);
    double[] squares = new double[noise.length];
    int count = 0;
    int gap = WearTrajectory.SMOOTHING;
    for (NormalReadings unit : fleet.normal()) {
      float[][] trajectory = plain.of(unit);
      for (int t = 2 * gap; t < trajectory.length; t++) {
        count++;
        for (int i = 0; i < noise.length; i++) {
          double step = trajectory[t][i] - trajectory[t - gap][i];
          squares[i] += step * step;
        }
      }
    }
    for (int i = 0; i < noise.length; i++) {
      // neighbouring means share no cycle, so their difference has twice the variance of one
      noise[i] = Math.max(LEAST_NOISE, Math.sqrt(squares[i] / Math.max(1, count) / 2));
    }
    return new WearTrajectory(found, noise);
  }

  private static List<PastUnit> library(Fleet fleet, WearTrajectory wearing) {
    return IntStream.range(0, fleet.units().size())
        .mapToObj(
            i -> new PastUnit(fleet.units().get(i).unitId(), wearing.of(fleet.normal().get(i))))
        .toList();
  }

  private ModelMetadata metadata(List<UnitHistory> units, IntervalCalibration calibration) {
    String dataHash = FleetRulTrainer.dataHash(units);
    byte[] both = (dataHash + config).getBytes(StandardCharsets.UTF_8);
    return new ModelMetadata(
        SimilarityModel.KIND,
        config.name(),
        ModelFile.hex(ModelFile.sha256(both)).substring(0, 8),
        dataHash,
        Instant.now(),
        Map.of("held_out_rmse_capped", calibration.rmse(), "units", (double) units.size()));
  }
}
