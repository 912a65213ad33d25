package org.twinsuite.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.twinsuite.predictors.rul.training.FleetRulTrainer;
import org.twinsuite.predictors.rul.training.FleetTrainingConfig;
import org.twinsuite.predictors.rul.training.UnitHistory;
import org.twinsuite.sandbox.plant.CmapssFiles;
import org.twinsuite.sandbox.plant.Machine;

/**
 * Turbofan models trained in folds, so that no engine is judged by a model that has seen it: the
 * model of a fold has learnt from all engines of the set but those of the fold.
 */
final class FoldModels {

  private static final int FOLDS = 5;
  private static final int SETTINGS = 3;
  private static final double CAP = 125;

  private FoldModels() {}

  /** The machine with the model of the fold it was left out of. */
  static Machine assign(Machine machine, String set) {
    String id = machine.thingId();
    return machine.withModel(
        "rul", name(set, fold(Integer.parseInt(id.substring(id.length() - 3)))));
  }

  /** Trains one model a fold and writes them to the folder. */
  static void train(Path data, String set, Path folder, Consumer<String> progress)
      throws IOException {
    List<CmapssFiles.Unit> units = new CmapssFiles(data).train(set);
    for (int fold = 1; fold <= FOLDS; fold++) {
      progress.accept("training the turbofan model of fold " + fold + " of " + FOLDS);
      List<UnitHistory> others = new ArrayList<>();
      for (CmapssFiles.Unit unit : units) {
        if (fold(unit.number()) != fold) {
          others.add(history(unit));
        }
      }
      FleetTrainingConfig config =
          FleetTrainingConfig.of(
              name(set, fold),
              CmapssFiles.COLUMNS.subList(0, SETTINGS),
              CmapssFiles.COLUMNS.subList(SETTINGS, CmapssFiles.COLUMNS.size()),
              CAP);
      new FleetRulTrainer(config).train(others, folder.resolve(name(set, fold) + ".fleetrul"));
    }
  }

  /** Fold an engine is left out of, from 1. */
  static int fold(int unit) {
    return (unit - 1) % FOLDS + 1;
  }

  private static String name(String set, int fold) {
    return "turbofan-" + set.toLowerCase(Locale.ROOT) + "-fold" + fold;
  }

  private static UnitHistory history(CmapssFiles.Unit unit) {
    Map<String, double[]> properties = new LinkedHashMap<>();
    for (int i = 0; i < CmapssFiles.COLUMNS.size(); i++) {
      properties.put(CmapssFiles.COLUMNS.get(i), unit.column(i));
    }
    return new UnitHistory("unit " + unit.number(), properties);
  }
}
