package org.twinsuite.pipeline.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Lines of the audit log as JSON lines. */
public final class AuditJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AuditJson() {}

  static String details(Map<String, String> details) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(details));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }

  /** One line, without its end. */
  public static String write(AuditEntry entry) {
    ObjectNode line = JSON.createObjectNode();
    line.put("sequence", entry.sequence());
    line.put("at", entry.at().toString());
    line.put("instance", entry.instance());
    line.put("kind", entry.kind());
    line.put("actor", entry.actor());
    line.put("address", entry.address());
    line.put("subject", entry.subject());
    // as text, because the hash covers it to the letter
    line.put("details", entry.details());
    line.put("previousHash", entry.previousHash());
    line.put("hash", entry.hash());
    return line.toString();
  }

  /**
   * @throws IllegalArgumentException when it is not a line of the audit log
   */
  public static AuditEntry read(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      return new AuditEntry(
          json.required("sequence").asLong(),
          Instant.parse(json.required("at").asText()),
          json.required("instance").asText(),
          json.required("kind").asText(),
          json.required("actor").asText(),
          json.required("address").textValue(),
          json.required("subject").asText(),
          json.required("details").asText(),
          json.required("previousHash").asText(),
          json.required("hash").asText());
    } catch (JsonProcessingException | RuntimeException malformed) {
      throw new IllegalArgumentException("not a line of an exported audit log", malformed);
    }
  }
}
