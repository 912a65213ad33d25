package org.twinsuite.predictors;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model file says of itself.
 *
 * @param kind format of the file, such as {@code fleet-rul/1}
 * @param name name of the predictor
 * @param version changes with data and configuration
 * @param dataHash SHA-256 of the training data, hexadecimal; empty = not told
 * @param trainedAt when training ended
 * @param metrics figures from held-out units by name
 * @param fileHash SHA-256 of the file as loaded, hexadecimal; empty = not from a file
 */
public record ModelMetadata(
    String kind,
    String name,
    String version,
    String dataHash,
    Instant trainedAt,
    Map<String, Double> metrics,
    String fileHash) {

  public ModelMetadata {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  /** Of a model that was just trained. */
  public ModelMetadata(
      String kind,
      String name,
      String version,
      String dataHash,
      Instant trainedAt,
      Map<String, Double> metrics) {
    this(kind, name, version, dataHash, trainedAt, metrics, "");
  }

  /** The same, read from a file of this hash. */
  public ModelMetadata withFileHash(String hash) {
    return new ModelMetadata(kind, name, version, dataHash, trainedAt, metrics, hash);
  }
}
