package org.twinsuite.predictors.rul.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.twinsuite.predictors.ModelMetadata;
import org.twinsuite.predictors.model.FlatForest;
import org.twinsuite.predictors.model.ModelFile;
import org.twinsuite.predictors.rul.FleetModel;
import org.twinsuite.predictors.rul.FleetRul;
import org.twinsuite.predictors.rul.NormalReadings;
import org.twinsuite.predictors.rul.WearIndex;
import org.twinsuite.predictors.rul.WindowFeatures;

/**
 * Trains {@link FleetRul}. Units are split into folds; each bag learns from all folds but one and
 * is measured on that one, so intervals and metrics come from units the bag had not seen.
 */
public final class FleetRulTrainer {

  private static final int LEAST_UNITS = 10;

  private final FleetTrainingConfig config;

  public FleetRulTrainer(FleetTrainingConfig config) {
    this.config = config;
  }

  /**
   * Trains and writes a model file.
   *
   * @param file ends in {@code .fleetrul} to be found by a catalogue
   */
  public FleetRul train(List<UnitHistory> units, Path file) throws IOException {
    FleetRul predictor = train(units);
    new ModelFile(predictor.metadata(), predictor.learnt().toBytes()).write(file);
    return predictor;
  }

  /**
   * Trains.
   *
   * @param units run to failure
   * @throws IllegalArgumentException with less than 10 units, or if no sensor varies
   */
  public FleetRul train(List<UnitHistory> units) {
    if (units.size() < Math.max(LEAST_UNITS, config.folds())) {
      throw new IllegalArgumentException(
          "a fleet of " + units.size() + " units is too small, at least " + LEAST_UNITS);
    }
    Signals signals = Signals.of(units, config.settings(), config.sensors(), config.seed());
    List<NormalReadings> normal = units.stream().map(signals::normalise).toList();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(config.seed()));
    List<FleetModel.Bag> bags =
        IntStream.range(0, config.folds())
            .parallel()
            .mapToObj(fold -> bag(part(normal, order, fold, false), signals.regimeCount(), fold))
            .toList();
    IntervalCalibration calibration = new IntervalCalibration(config.cap(), units.size());
    for (int fold = 0; fold < config.folds(); fold++) {
      for (NormalReadings unit : part(normal, order, fold, true)) {
        calibration.add(bags.get(fold), unit);
      }
    }
    FleetModel model =
        new FleetModel(
            signals.settings(),
            signals.sensors(),
            config.cap(),
            signals.regimes(),
            bags,
            calibration.intervals());
    return new FleetRul(metadata(units, calibration), model);
  }

  private List<NormalReadings> part(
      List<NormalReadings> normal, List<Integer> order, int fold, boolean held) {
    return IntStream.range(0, order.size())
        .filter(i -> (i % config.folds() == fold) == held)
        .mapToObj(i -> normal.get(order.get(i)))
        .toList();
  }

  private FleetModel.Bag bag(List<NormalReadings> units, int regimes, int fold) {
    WearIndex wear = WearIndexFinder.find(units, regimes, config.cap(), config.modes());
    TrainingRows rows = new TrainingRows(WindowFeatures.count(wear.indices()), config);
    units.forEach(unit -> rows.add(wear.of(unit)));
    FlatForest forest =
        BoostedTrees.train(
            rows.features(),
            WindowFeatures.count(wear.indices()),
            rows.lives(),
            config.boosting(),
            config.seed() * 1000 + fold);
    return new FleetModel.Bag(wear, forest);
  }

  private ModelMetadata metadata(List<UnitHistory> units, IntervalCalibration calibration) {
    String dataHash = dataHash(units);
    byte[] both = (dataHash + config).getBytes(StandardCharsets.UTF_8);
    return new ModelMetadata(
        FleetModel.KIND,
        config.name(),
        ModelFile.hex(ModelFile.sha256(both)).substring(0, 8),
        dataHash,
        Instant.now(),
        Map.of("held_out_rmse_capped", calibration.rmse(), "units", (double) units.size()));
  }

  static String dataHash(List<UnitHistory> units) {
    MessageDigest digest = ModelFile.digest();
    for (UnitHistory unit : units) {
      for (String property : unit.properties().keySet().stream().sorted().toList()) {
        double[] values = unit.values(property);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        digest.update(property.getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
    }
    return ModelFile.hex(digest.digest());
  }
}
