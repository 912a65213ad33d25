package org.twinsuite.camel.hono;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/**
 * What came back on a command.
 *
 * @param correlationId which command it answers; null when the sender did not say
 * @param status as in HTTP; 500 when the sender gave none
 * @param contentType of the payload, may be null
 * @param payload may be null
 */
public record CommandResponse(
    String correlationId, int status, String contentType, byte[] payload) {

  private static final String NOT_DELIVERED =
      "application/vnd.eclipse-hono-delivery-failure-notification+json";
  private static final int UNKNOWN = 500;

  /** Whether Hono says that the command did not reach the device. */
  public boolean notDelivered() {
    return NOT_DELIVERED.equals(contentType);
  }

  /** Why the command did not reach the device. */
  public String reason() {
    String text = payload == null ? "" : new String(payload, UTF_8);
    Object error = Jsoner.deserialize(text, new JsonObject()).get("error");
    return error == null ? "not delivered, no reason given" : error.toString();
  }

  /**
   * The status as a number.
   *
   * @param text may be null
   * @return 500 when it is missing or not a number
   */
  public static int status(String text) {
    try {
      return text == null ? UNKNOWN : Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }
}
