package org.twinsuite.camel.hono.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

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

  static CommandResponse of(ConsumerRecord<String, byte[]> record) {
    return new CommandResponse(
        header(record, "correlation-id"),
        status(header(record, "status")),
        header(record, "content-type"),
        record.value());
  }

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

  private static int status(String text) {
    try {
      return text == null ? UNKNOWN : Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
