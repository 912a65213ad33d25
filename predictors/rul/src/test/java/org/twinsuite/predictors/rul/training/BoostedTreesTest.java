package org.twinsuite.predictors.rul.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.model.FlatForest;

class BoostedTreesTest {

  private static final int FEATURES = 6;
  private static final int ROWS = 500;

  @Test
  void theFlatForestScoresAsTheLibraryDoes() throws Exception {
    float[] rows = rows();
    float[] labels = labels(rows);
    BoostingConfig config = new BoostingConfig(40, 0.1, 5, 2, 1, 1, 1, 64, 1);

    FlatForest forest = BoostedTrees.train(rows, FEATURES, labels, config, 3);

    float[][] library = library(rows, labels);
    for (int i = 0; i < ROWS; i++) {
      assertThat(forest.score(rows, i * FEATURES)).isCloseTo(library[i][0], within(1e-3));
    }
  }

  @Test
  void contributionsAddUpToTheScore() {
    float[] rows = rows();
    BoostingConfig config = new BoostingConfig(40, 0.1, 5, 2, 1, 1, 1, 64, 1);
    FlatForest forest = BoostedTrees.train(rows, FEATURES, labels(rows), config, 3);

    for (int i = 0; i < ROWS; i += 7) {
      double[] contributions = new double[FEATURES];
      double sum = forest.addContributions(rows, i * FEATURES, contributions);
      for (double contribution : contributions) {
        sum += contribution;
      }
      assertThat(sum).isCloseTo(forest.score(rows, i * FEATURES), within(1e-3));
    }
  }

  private static float[] rows() {
    Random random = new Random(5);
    float[] rows = new float[ROWS * FEATURES];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextInt(40) / 4f;
    }
    return rows;
  }

  private static float[] labels(float[] rows) {
    float[] labels = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = rows[i * FEATURES] * rows[i * FEATURES + 1] - 3 * rows[i * FEATURES + 4];
    }
    return labels;
  }

  private static float[][] library(float[] rows, float[] labels) throws Exception {
    float mean = 0;
    for (float label : labels) {
      mean += label / labels.length;
    }
    DMatrix matrix = new DMatrix(rows, ROWS, FEATURES, Float.NaN);
    matrix.setLabel(labels);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "reg:squarederror");
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", 64);
    parameters.put("eta", 0.1);
    parameters.put("max_depth", 5);
    parameters.put("min_child_weight", 2);
    parameters.put("base_score", mean);
    parameters.put("seed", 3);
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    Booster booster = XGBoost.train(matrix, parameters, 40, Map.of(), null, null);
    return booster.predict(matrix);
  }
}
