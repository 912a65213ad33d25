package org.twinsuite.predictors.rul.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.twinsuite.predictors.model.FlatForest;
import org.twinsuite.predictors.model.FlatForestBuilder;
import org.twinsuite.predictors.model.FlatForestBuilder.Leaf;
import org.twinsuite.predictors.model.FlatForestBuilder.Node;
import org.twinsuite.predictors.model.FlatForestBuilder.Split;

/** Trains gradient-boosted trees with XGBoost and takes them over into a {@link FlatForest}. */
final class BoostedTrees {

  private static final ObjectMapper JSON = new ObjectMapper();

  private BoostedTrees() {}

  static FlatForest train(
      float[] rows, int features, float[] labels, BoostingConfig config, long seed) {
    try {
      DMatrix matrix = new DMatrix(rows, labels.length, features, Float.NaN);
      double mean = 0;
      for (float label : labels) {
        mean += label / labels.length;
      }
      matrix.setLabel(labels);
      float base = (float) mean;
      Booster booster =
          XGBoost.train(
              matrix, parameters(config, base, seed), config.rounds(), Map.of(), null, null);
      FlatForestBuilder forest = new FlatForestBuilder();
      for (String tree : booster.getModelDump("", true, "json")) {
        forest.add(node(JSON.readTree(tree)));
      }
      booster.dispose();
      matrix.dispose();
      return forest.build(base, features);
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("training failed: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> parameters(BoostingConfig config, float base, long seed) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "reg:squarederror");
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", config.bins());
    parameters.put("eta", config.learningRate());
    parameters.put("max_depth", config.depth());
    parameters.put("min_child_weight", config.leastRows());
    parameters.put("lambda", config.lambda());
    parameters.put("subsample", config.rowShare());
    parameters.put("colsample_bynode", config.featureShare());
    parameters.put("base_score", base);
    parameters.put("seed", seed);
    parameters.put("nthread", config.threads());
    parameters.put("verbosity", 0);
    return parameters;
  }

  private static Node node(JsonNode json) {
    double cover = json.path("cover").asDouble();
    if (json.has("leaf")) {
      return new Leaf((float) json.get("leaf").asDouble(), cover);
    }
    int feature = Integer.parseInt(json.get("split").asText().substring(1));
    int yes = json.get("yes").asInt();
    JsonNode first = json.get("children").get(0);
    JsonNode second = json.get("children").get(1);
    boolean firstIsLeft = first.get("nodeid").asInt() == yes;
    return new Split(
        feature,
        (float) json.get("split_condition").asDouble(),
        node(firstIsLeft ? first : second),
        node(firstIsLeft ? second : first),
        cover);
  }
}
