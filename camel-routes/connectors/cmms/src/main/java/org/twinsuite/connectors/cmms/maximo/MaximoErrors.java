package org.twinsuite.connectors.cmms.maximo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.twinsuite.connectors.http.TargetError;

/** Reads {@code {"Error":{"reasonCode":"BMXAA…","message":"…"}}}. */
final class MaximoErrors {

  private static final Pattern FIELD = Pattern.compile("for the (.+?) field");

  private MaximoErrors() {}

  static TargetError read(int status, HttpHeaders headers, JsonNode body) {
    JsonNode error = body.path("Error");
    if (error.isMissingNode()) {
      return new TargetError(null, null, "no Maximo error body, is the address right?");
    }
    String message = error.path("message").asText("");
    Matcher field = FIELD.matcher(message);
    String code = error.path("reasonCode").asText(null);
    return new TargetError(code, field.find() ? field.group(1) : null, message);
  }
}
