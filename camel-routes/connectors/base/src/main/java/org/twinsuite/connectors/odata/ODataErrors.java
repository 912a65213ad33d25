package org.twinsuite.connectors.odata;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.StringJoiner;
import org.twinsuite.connectors.http.TargetError;

/**
 * Reads SAP's OData V2 error with its details: the head often only says that something is wrong.
 */
final class ODataErrors {

  /** Code given to a refusal that only asks for a new session. */
  static final String SESSION = "CSRF";

  private ODataErrors() {}

  static TargetError read(int status, HttpHeaders headers, JsonNode body) {
    String token = headers.firstValue("x-csrf-token").orElse("");
    if (status == 403 && token.equalsIgnoreCase("required")) {
      return new TargetError(SESSION, null, "CSRF token validation failed");
    }
    JsonNode error = body.path("error");
    if (error.isMissingNode()) {
      return new TargetError(null, null, "no OData error body, is the address right?");
    }
    StringJoiner message = new StringJoiner("; ");
    message.add(error.path("message").path("value").asText(""));
    String field = null;
    for (JsonNode detail : error.path("innererror").path("errordetails")) {
      String text = detail.path("message").asText("");
      if (detail.path("severity").asText("").equals("error")
          && !message.toString().contains(text)) {
        message.add(text);
      }
      if (field == null && !detail.path("propertyref").asText("").isEmpty()) {
        field = detail.path("propertyref").asText();
      }
    }
    return new TargetError(error.path("code").asText(null), field, message.toString());
  }
}
