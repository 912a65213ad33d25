package org.twinsuite.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.rul.training.UnitHistory;

/**
 * The test protocol on training units only: units are held out fold by fold, cut off as test units
 * are, and predicted by a model that has learnt from the other folds. The life left at the cut is
 * even on 6 to 145 cycles; with it the lengths of the cut units are spread like those of the test
 * files (Kolmogorov-Smirnov distance 0.08 for FD001, 0.05 for FD003).
 *
 * @param folds parts the units are split into
 * @param cuts how often each unit is cut off
 * @param seed makes folds and cuts repeatable
 */
record RulCrossValidation(int folds, int cuts, long seed) {

  private static final int LEAST_LEFT = 6;
  private static final int MOST_LEFT = 145;
  private static final int LEAST_SEEN = 16;

  static RulCrossValidation standard() {
    return new RulCrossValidation(5, 10, 7);
  }

  /**
   * Runs it.
   *
   * @param units run to failure
   * @param trainer makes a predictor of the units it is given
   * @param cap of the labels
   */
  RulScore run(
      List<UnitHistory> units, Function<List<UnitHistory>, Predictor> trainer, double cap) {
    Random random = new Random(seed);
    List<UnitHistory> order = new ArrayList<>(units);
    Collections.shuffle(order, random);
    List<Prediction> predictions = new ArrayList<>();
    List<Integer> truths = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      List<UnitHistory> others = new ArrayList<>();
      List<SeriesRequest> rows = new ArrayList<>();
      for (int i = 0; i < order.size(); i++) {
        UnitHistory unit = order.get(i);
        if (i % folds != fold) {
          others.add(unit);
          continue;
        }
        for (int cut = 0; cut < cuts; cut++) {
          int most = Math.min(MOST_LEFT, unit.cycles() - LEAST_SEEN);
          int left = LEAST_LEFT + random.nextInt(most - LEAST_LEFT + 1);
          truths.add(left);
          rows.add(RulBench.request(unit.unitId(), cut(unit, unit.cycles() - left)));
        }
      }
      predictions.addAll(RulBench.predict(trainer.apply(others), rows));
    }
    return new RulScore(
        cap, predictions, truths.stream().mapToDouble(Integer::doubleValue).toArray());
  }

  private static Map<String, double[]> cut(UnitHistory unit, int cycles) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    unit.properties().forEach((name, values) -> columns.put(name, Arrays.copyOf(values, cycles)));
    return columns;
  }
}
