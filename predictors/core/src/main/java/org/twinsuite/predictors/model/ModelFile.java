package org.twinsuite.predictors.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.twinsuite.predictors.DamagedModelException;
import org.twinsuite.predictors.ModelMetadata;

/**
 * A model on disk: the magic {@code TWINMODL}, metadata as JSON, the payload and a SHA-256 over all
 * of it, so that a cut or changed file is refused before anything of it is used.
 *
 * @param metadata what the file says of itself
 * @param payload bytes of the model, read by its {@link org.twinsuite.predictors.ModelFormat}
 */
public record ModelFile(ModelMetadata metadata, byte[] payload) {

  private static final byte[] MAGIC = "TWINMODL".getBytes(StandardCharsets.US_ASCII);
  private static final int HASH = 32;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes the file beside its place and moves it there, so a reader never sees half of it. */
  public void write(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      byte[] json = JSON.writeValueAsBytes(toJson(metadata));
      out.writeInt(json.length);
      out.write(json);
      out.writeInt(payload.length);
      out.write(payload);
      out.write(sha256(bytes.toByteArray()));
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, bytes.toByteArray());
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Reads a file.
   *
   * @param kind payload format expected
   * @throws DamagedModelException if it is not a model file, damaged, or of another kind
   */
  public static ModelFile read(Path file, String kind) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length < MAGIC.length + 8 + HASH
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new DamagedModelException(
          "%s is not a model file (it does not start with TWINMODL)".formatted(file.getFileName()));
    }
    int end = bytes.length - HASH;
    byte[] hash = Arrays.copyOfRange(bytes, end, bytes.length);
    if (!Arrays.equals(sha256(Arrays.copyOf(bytes, end)), hash)) {
      throw new DamagedModelException(
          "%s is damaged: its checksum does not fit its content, copy or train it again"
              .formatted(file.getFileName()));
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes, MAGIC.length, end - MAGIC.length))) {
      ModelMetadata metadata = fromJson(in.readNBytes(in.readInt()));
      if (!metadata.kind().equals(kind)) {
        throw new DamagedModelException(
            "%s holds a model of kind %s, expected %s"
                .formatted(file.getFileName(), metadata.kind(), kind));
      }
      return new ModelFile(metadata.withFileHash(hex(sha256(bytes))), in.readNBytes(in.readInt()));
    } catch (JsonProcessingException | DateTimeParseException | IllegalArgumentException e) {
      throw new DamagedModelException(file.getFileName() + " has unreadable metadata", e);
    }
  }

  /** SHA-256 of bytes. */
  public static byte[] sha256(byte[] bytes) {
    return digest().digest(bytes);
  }

  /** A new SHA-256. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Hexadecimal digits of a hash. */
  public static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  private static ObjectNode toJson(ModelMetadata metadata) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", metadata.kind());
    json.put("name", metadata.name());
    json.put("version", metadata.version());
    json.put("dataHash", metadata.dataHash());
    json.put("trainedAt", metadata.trainedAt().toString());
    metadata.metrics().forEach(json.putObject("metrics")::put);
    return json;
  }

  private static ModelMetadata fromJson(byte[] bytes) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(bytes);
    Map<String, Double> metrics = new TreeMap<>();
    json.path("metrics")
        .fields()
        .forEachRemaining(field -> metrics.put(field.getKey(), field.getValue().asDouble()));
    return new ModelMetadata(
        json.path("kind").asText(),
        json.path("name").asText(),
        json.path("version").asText(),
        json.path("dataHash").asText(),
        Instant.parse(json.path("trainedAt").asText()),
        metrics);
  }
}
