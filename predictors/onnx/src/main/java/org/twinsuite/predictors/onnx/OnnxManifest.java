package org.twinsuite.predictors.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.ModelMetadata;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.ResponseSchema;

/**
 * The file beside an ONNX model that says what its tensors mean; all fields of the JSON by these
 * names.
 *
 * @param name name of the predictor
 * @param version of the model
 * @param file name of the ONNX file in the same folder
 * @param sha256 of that file, hexadecimal
 * @param answer {@code forecast} (a value per step) or {@code life} (one remaining life); absent =
 *     forecast
 * @param dataHash SHA-256 of the training data; absent = not told
 * @param trainedAt when training ended, ISO 8601 in UTC
 * @param metrics figures from held-out data by name; absent = none
 * @param level probability of the interval between {@code lower} and {@code upper}; with them only
 * @param inputs all inputs of the model
 * @param outputs at least one that fills {@code mean}
 */
public record OnnxManifest(
    String name,
    String version,
    String file,
    String sha256,
    Answer answer,
    String dataHash,
    String trainedAt,
    Map<String, Double> metrics,
    Double level,
    List<OnnxInput> inputs,
    List<OnnxOutput> outputs) {

  static final String KIND = "onnx/1";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** What the model answers. */
  public enum Answer {
    FORECAST,
    LIFE
  }

  public OnnxManifest {
    text("name", name);
    text("version", version);
    text("file", file);
    text("sha256", sha256);
    text("trainedAt", trainedAt);
    require(
        !file.contains("/") && !file.contains("\\"),
        "file must be a name in the folder of the manifest, is '" + file + "'");
    require(sha256.matches("[0-9a-fA-F]{64}"), "sha256 must be 64 hexadecimal digits");
    try {
      Instant.parse(trainedAt);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "trainedAt must be a moment such as 2026-01-31T00:00:00Z, is '" + trainedAt + "'", e);
    }
    require(inputs != null && !inputs.isEmpty(), "inputs must name every input of the model");
    require(outputs != null && !outputs.isEmpty(), "outputs must fill at least the column mean");
    for (OnnxOutput.Column column : OnnxOutput.Column.values()) {
      long count = outputs.stream().filter(o -> o.column() == column).count();
      require(count <= 1, "outputs fill the column " + column + " twice");
      require(column != OnnxOutput.Column.MEAN || count == 1, "outputs must fill the column mean");
    }
    require(
        (level != null) == (outputs.size() > 1),
        "level goes with lower and upper: the probability of that interval, such as 0.9");
    require(level == null || (level > 0 && level < 1), "level must lie above 0 and below 1");
    answer = answer == null ? Answer.FORECAST : answer;
    dataHash = dataHash == null ? "" : dataHash;
    metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    require(
        inputs.stream().anyMatch(input -> !input.properties().isEmpty()),
        "inputs must use at least one property of the request");
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException naming the field and the fix
   */
  static OnnxManifest read(byte[] json) {
    try {
      return JSON.readValue(json, OnnxManifest.class);
    } catch (JsonMappingException e) {
      Throwable cause = e.getCause();
      String reason =
          cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage();
      throw new IllegalArgumentException(reason + path(e), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String path(JsonMappingException e) {
    String path = e.getPathReference().replaceAll("[\\w.$]+\\[", "[").replace("->", "");
    return path.isEmpty() ? "" : " (at " + path + ")";
  }

  ModelMetadata metadata() {
    return new ModelMetadata(
        KIND, name, version, dataHash, Instant.parse(trainedAt), metrics, sha256.toLowerCase());
  }

  Schema requestSchema() {
    Set<String> properties = new LinkedHashSet<>();
    inputs.forEach(input -> properties.addAll(input.properties()));
    return RequestSchema.of(List.copyOf(properties));
  }

  Schema responseSchema() {
    return answer == Answer.LIFE ? ResponseSchema.remainingLife() : ResponseSchema.forecast();
  }

  private static void text(String field, String value) {
    require(value != null && !value.isBlank(), field + " is missing");
  }

  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
