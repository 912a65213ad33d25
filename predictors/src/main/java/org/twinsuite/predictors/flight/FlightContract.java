package org.twinsuite.predictors.flight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.twinsuite.predictors.InvalidBatchException;
import org.twinsuite.predictors.PredictionOptions;

/**
 * What client and server agree on: descriptor {@code PATH ["predict", name, version]} (the version
 * may be left out), options as JSON in the first application metadata: {@code horizon}, {@code
 * level}, {@code timeoutMillis} (a duration, since clocks differ).
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
    } catch (IllegalArgumentException e) {
      throw new InvalidBatchException("app_metadata: " + e.getMessage());
    }
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
