package org.twinsuite.camel.ditto;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/** Ditto answered a command with an error; repeating the same command gives the same answer. */
public class DittoCommandException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final String detail;

  /**
   * @param status as in HTTP, e.g. 404
   * @param error Ditto's error code, e.g. {@code things:thing.notfound}
   * @param message Ditto's message, without secrets
   */
  public DittoCommandException(int status, String error, String message) {
    this(status, error, message, "");
  }

  /**
   * @param status as in HTTP, e.g. 404
   * @param error Ditto's error code, e.g. {@code wot:payload.validation.error}
   * @param message Ditto's message, without secrets
   * @param detail what else Ditto says: its description, and which property is wrong; empty if
   *     nothing
   */
  public DittoCommandException(int status, String error, String message, String detail) {
    super(status + " " + error + ": " + message);
    this.status = status;
    this.error = error;
    this.detail = detail;
  }

  /** The exception of an error's body, as Ditto answers it over HTTP and WebSocket. */
  public static DittoCommandException of(int status, JsonObject body) {
    String detail =
        Stream.of("description", "validationDetails")
            .flatMap(field -> body.getValue(field).stream())
            .filter(value -> !value.isNull())
            .map(JsonValue::formatAsString)
            .collect(Collectors.joining(" "));
    return new DittoCommandException(
        status,
        body.getValue("error").map(JsonValue::formatAsString).orElse("unknown"),
        body.getValue("message").map(JsonValue::formatAsString).orElse("Ditto gave no reason"),
        detail);
  }

  public int status() {
    return status;
  }

  public String error() {
    return error;
  }

  /** Ditto's description and the details of a validation; empty if it gave none. */
  public String detail() {
    return detail;
  }
}
