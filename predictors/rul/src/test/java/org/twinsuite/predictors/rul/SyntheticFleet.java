package org.twinsuite.predictors.rul;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.twinsuite.predictors.rul.training.BoostingConfig;
import org.twinsuite.predictors.rul.training.FleetRulTrainer;
import org.twinsuite.predictors.rul.training.FleetTrainingConfig;
import org.twinsuite.predictors.rul.training.UnitHistory;

/**
 * Engines in two operating regimes whose sensor {@code heat} rises towards the end of life; {@code
 * noise} tells nothing, {@code constant} never moves.
 */
public final class SyntheticFleet {

  public static final double CAP = 60;

  private SyntheticFleet() {}

  public static List<UnitHistory> units(int count, long seed) {
    Random random = new Random(seed);
    List<UnitHistory> units = new ArrayList<>();
    for (int u = 0; u < count; u++) {
      int life = 90 + random.nextInt(60);
      units.add(new UnitHistory("unit " + u, columns(life, life, random)));
    }
    return units;
  }

  /** The first cycles of a life. */
  public static Map<String, double[]> columns(int life, int cycles, Random random) {
    double[] load = new double[cycles];
    double[] heat = new double[cycles];
    double[] noise = new double[cycles];
    double[] constant = new double[cycles];
    for (int t = 0; t < cycles; t++) {
      boolean high = random.nextBoolean();
      load[t] = high ? 100 : 20;
      double wear = Math.exp(-(life - 1 - t) / 20.0);
      heat[t] = (high ? 500 : 300) + 10 * wear + random.nextGaussian();
      noise[t] = random.nextGaussian();
      constant[t] = 7;
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("load", load);
    columns.put("heat", heat);
    columns.put("noise", noise);
    columns.put("constant", constant);
    return columns;
  }

  public static FleetTrainingConfig config() {
    return new FleetTrainingConfig(
        "engine",
        List.of("load"),
        List.of("heat", "noise", "constant"),
        CAP,
        3,
        1,
        2,
        new BoostingConfig(60, 0.1, 4, 10, 1, 0.7, 0.5, 64, 1),
        1);
  }

  public static FleetRulTrainer trainer() {
    return new FleetRulTrainer(config());
  }
}
