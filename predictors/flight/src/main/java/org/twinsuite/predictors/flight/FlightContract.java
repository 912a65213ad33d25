package org.twinsuite.predictors.flight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.InvalidBatchException;
import org.twinsuite.predictors.ModelMetadata;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.ResponseSchema;

/**
 * What client and server agree on: descriptor {@code PATH ["predict", name, version]} (the version
 * may be left out), options as JSON in the first application metadata: {@code horizon}, {@code
 * level}, {@code timeoutMillis} (a duration, since clocks differ).
 *
 * <p>A FlightInfo carries the request schema; its application metadata is JSON: {@code response},
 * the answer's schema as Arrow IPC message in Base64 (absent = a forecast's), and {@code model},
 * what the model file says of itself (absent = nothing was trained).
 */
public final class FlightContract {

  public static final String PREDICT = "predict";
  public static final String HEALTH = "health";
  public static final String LOAD = "load";
  public static final String WARM = "warm";

  private static final ObjectMapper JSON = new ObjectMapper();

  private FlightContract() {}

  /** Descriptor of a predictor in the version the server holds. */
  public static FlightDescriptor descriptor(String name) {
    return FlightDescriptor.path(PREDICT, name);
  }

  /** Descriptor of a predictor in a version. */
  public static FlightDescriptor descriptor(String name, String version) {
    return FlightDescriptor.path(PREDICT, name, version);
  }

  /** Options as application metadata; the receiver of the buffer releases it. */
  static ArrowBuf encode(PredictionOptions options, BufferAllocator allocator) {
    ObjectNode json = JSON.createObjectNode();
    options.horizon().ifPresent(steps -> json.put("horizon", steps));
    json.put("level", options.level());
    if (options.deadline() != null) {
      json.put("timeoutMillis", Duration.between(Instant.now(), options.deadline()).toMillis());
    }
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    ArrowBuf buffer = allocator.buffer(bytes.length);
    buffer.writeBytes(bytes);
    return buffer;
  }

  /**
   * Options from application metadata.
   *
   * @param metadata null or empty = defaults
   * @throws InvalidBatchException naming the field that cannot be used
   */
  static PredictionOptions decode(ArrowBuf metadata) {
    if (metadata == null || metadata.readableBytes() == 0) {
      return PredictionOptions.defaults();
    }
    byte[] bytes = new byte[(int) metadata.readableBytes()];
    metadata.getBytes(metadata.readerIndex(), bytes);
    JsonNode json;
    try {
      json = JSON.readTree(bytes);
    } catch (IOException e) {
      throw new InvalidBatchException("app_metadata must be JSON options: " + e.getMessage());
    }
    try {
      return new PredictionOptions(
          json.has("horizon") ? OptionalInt.of(json.get("horizon").asInt()) : OptionalInt.empty(),
          json.path("level").asDouble(PredictionOptions.DEFAULT_LEVEL),
          json.has("timeoutMillis")
              ? Instant.now().plusMillis(json.get("timeoutMillis").asLong())
              : null);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new InvalidBatchException("app_metadata: " + e.getMessage());
    }
  }

  /**
   * A predictor as a FlightInfo tells it.
   *
   * @param request schema of a request
   * @param response schema of an answer
   * @param trained what its model file says; empty = nothing was trained
   */
  record Described(
      String name,
      String version,
      Schema request,
      Schema response,
      Optional<ModelMetadata> trained) {}

  /** Tells a predictor. */
  static FlightInfo info(Predictor predictor) {
    ObjectNode json = JSON.createObjectNode();
    json.put("response", predictor.responseSchema().serializeAsMessage());
    predictor.trained().ifPresent(trained -> json.set("model", json(trained)));
    return new FlightInfo(
        predictor.requestSchema(),
        descriptor(predictor.name(), predictor.version()),
        List.of(),
        -1,
        -1,
        false,
        IpcOption.DEFAULT,
        json(json));
  }

  /**
   * Reads what {@link #info} tells.
   *
   * @throws InvalidBatchException naming what a foreign server lacks
   */
  static Described described(FlightInfo info) {
    List<String> path = info.getDescriptor().getPath();
    Schema request =
        info.getSchemaOptional()
            .orElseThrow(() -> new InvalidBatchException("FlightInfo lacks the request schema"));
    if (path == null || path.size() < 2) {
      throw new InvalidBatchException("FlightInfo lacks the descriptor [predict, name, version]");
    }
    byte[] metadata = info.getAppMetadata();
    try {
      JsonNode json =
          metadata == null || metadata.length == 0
              ? JSON.createObjectNode()
              : JSON.readTree(metadata);
      Schema response =
          json.has("response")
              ? MessageSerializer.deserializeSchema(
                  new ReadChannel(
                      Channels.newChannel(
                          new ByteArrayInputStream(json.get("response").binaryValue()))))
              : ResponseSchema.forecast();
      return new Described(
          path.get(1),
          path.size() > 2 ? path.get(2) : "",
          request,
          response,
          json.has("model") ? Optional.of(metadata(json.get("model"))) : Optional.empty());
    } catch (IOException | RuntimeException e) {
      throw new InvalidBatchException(
          "app_metadata of FlightInfo cannot be read: " + e.getMessage());
    }
  }

  static ObjectNode json(ModelMetadata model) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", model.kind());
    json.put("name", model.name());
    json.put("version", model.version());
    json.put("dataHash", model.dataHash());
    json.put("trainedAt", model.trainedAt().toString());
    json.put("fileHash", model.fileHash());
    model.metrics().forEach(json.putObject("metrics")::put);
    return json;
  }

  private static ModelMetadata metadata(JsonNode json) {
    Map<String, Double> metrics = new TreeMap<>();
    json.path("metrics")
        .properties()
        .forEach(field -> metrics.put(field.getKey(), field.getValue().asDouble()));
    return new ModelMetadata(
        json.path("kind").asText(),
        json.path("name").asText(),
        json.path("version").asText(),
        json.path("dataHash").asText(),
        Instant.parse(json.path("trainedAt").asText()),
        metrics,
        json.path("fileHash").asText());
  }

  static byte[] json(ObjectNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
