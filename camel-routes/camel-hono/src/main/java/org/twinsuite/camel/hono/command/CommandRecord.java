package org.twinsuite.camel.hono.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.twinsuite.camel.hono.HonoConstants;

/** Camel message to command, after Hono's Command and Control API for Kafka. */
public final class CommandRecord {

  private final String topic;
  private final String defaultSubject;
  private final InstantSource clock;

  /**
   * @param topic where commands go
   * @param defaultSubject taken when a message names no subject, may be null
   */
  public CommandRecord(String topic, String defaultSubject, InstantSource clock) {
    this.topic = topic;
    this.defaultSubject = defaultSubject;
    this.clock = clock;
  }

  /**
   * Makes a command of a message.
   *
   * @param correlationId null for a one-way command
   * @throws IllegalArgumentException when device or subject is missing
   * @throws InvalidPayloadException when the body has no form in bytes
   */
  public ProducerRecord<String, byte[]> of(Message message, String correlationId)
      throws InvalidPayloadException {
    CommandTarget target = CommandTarget.of(message, defaultSubject);
    byte[] payload = message.getBody() == null ? null : message.getMandatoryBody(byte[].class);
    ProducerRecord<String, byte[]> command = new ProducerRecord<>(topic, target.device(), payload);
    header(command, "device_id", target.device());
    header(command, "subject", target.subject());
    header(command, "creation-time", Long.toString(clock.millis()));
    header(command, "response-required", Boolean.toString(correlationId != null));
    header(command, "correlation-id", correlationId);
    header(command, "content-type", message.getHeader(HonoConstants.CONTENT_TYPE, String.class));
    return command;
  }

  private static void header(ProducerRecord<String, byte[]> command, String name, String value) {
    if (value != null) {
      command.headers().add(name, value.getBytes(UTF_8));
    }
  }
}
