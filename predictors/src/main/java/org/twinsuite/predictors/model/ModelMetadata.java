package org.twinsuite.predictors.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model file says of itself.
 *
 * @param kind format of the payload, such as {@code fleet-rul/1}
 * @param name name of the predictor
 * @param version changes with data and configuration
 * @param dataHash SHA-256 of the training data, hexadecimal
 * @param trainedAt when training ended
 * @param metrics figures from held-out units by name
 */
public record ModelMetadata(
    String kind,
    String name,
    String version,
    String dataHash,
    Instant trainedAt,
    Map<String, Double> metrics) {

  public ModelMetadata {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }
}
