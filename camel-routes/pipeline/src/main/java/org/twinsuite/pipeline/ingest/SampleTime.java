package org.twinsuite.pipeline.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.twinsuite.pipeline.time.EpochTime;
import org.twinsuite.twin.WellFormedText;

/** Times as devices send them: ISO 8601 with an offset, or a number since 1970. */
final class SampleTime {
  /** From here on the order of texts is not the order of times. */
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private SampleTime() {}

  /**
   * Reads a time.
   *
   * @param otherwise the time where the node is missing or null
   * @throws IllegalArgumentException telling what is wrong and the fix
   */
  static Instant read(JsonNode node, Instant otherwise) {
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    if (node.isNumber()) {
      return EpochTime.of(node.isDouble() ? finite(node) : node.decimalValue());
    }
    if (!node.isTextual()) {
      throw new IllegalArgumentException("a time must be a text or a number");
    }
    Instant time = iso(node.textValue());
    if (time.isBefore(Instant.EPOCH) || !time.isBefore(YEAR_10000)) {
      throw new IllegalArgumentException(
          "'" + shown(node) + "' lies outside 1970 to 9999: set the device's clock");
    }
    return time;
  }

  private static BigDecimal finite(JsonNode node) {
    if (!Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException(
          "'" + node.asText() + "' is ambiguous: send an ISO-8601 instant");
    }
    return node.decimalValue();
  }

  private static Instant iso(String text) {
    try {
      return text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException unreadable) {
      throw new IllegalArgumentException(
          "'"
              + WellFormedText.shown(text)
              + "' is not a valid ISO-8601 instant, e.g. 2026-01-31T10:00:00.000Z");
    }
  }

  private static String shown(JsonNode node) {
    return WellFormedText.shown(node.asText());
  }
}
