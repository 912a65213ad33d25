package org.twinsuite.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * What a system says about an error, in its own words.
 *
 * @param code the system's error code, or null
 * @param field the field at fault, or null
 * @param message text for a person
 */
public record TargetError(String code, String field, String message) {

  /** Reads a system's error answer. The body is a missing node if it was not JSON. */
  @FunctionalInterface
  public interface Reader {
    TargetError read(int status, HttpHeaders headers, JsonNode body);
  }
}
