package org.twinsuite.camel.hono.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.twinsuite.camel.hono.HonoConstants;

/**
 * Kafka record to Camel message, after Hono's Telemetry and Event API for Kafka. Headers a device
 * or an adapter named like Camel's own are left out: they could steer the route.
 */
final class RecordMessage {

  private final InstantSource clock;

  RecordMessage(InstantSource clock) {
    this.clock = clock;
  }

  /** Fills an empty message; the body stays null when the record has no value. */
  void fill(Message message, ConsumerRecord<String, byte[]> record, String tenant) {
    message.setBody(record.value());
    for (Header header : record.headers()) {
      if (header.value() != null && !camelHeader(header.key())) {
        copy(message, header.key(), new String(header.value(), UTF_8));
      }
    }
    message.setHeader(HonoConstants.TENANT, tenant);
    message.setHeader(HonoConstants.TOPIC, record.topic());
    message.setHeader(HonoConstants.PARTITION, record.partition());
    message.setHeader(HonoConstants.OFFSET, record.offset());
    if (record.key() != null) {
      message.setHeader(HonoConstants.KEY, record.key());
    }
    Long created = message.getHeader(HonoConstants.CREATION_TIME, Long.class);
    message.setHeader(Exchange.MESSAGE_TIMESTAMP, created == null ? record.timestamp() : created);
    if (HonoConstants.EMPTY_NOTIFICATION_TYPE.equals(
        message.getHeader(HonoConstants.CONTENT_TYPE))) {
      message.setHeader(HonoConstants.EMPTY_NOTIFICATION, true);
    }
    if (expired(created, message.getHeader(HonoConstants.TTL, Long.class))) {
      message.setHeader(HonoConstants.EXPIRED, true);
    }
  }

  private boolean expired(Long created, Long ttl) {
    return created != null && ttl != null && clock.millis() - created > ttl;
  }

  private static boolean camelHeader(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("camel") || lower.startsWith("org.apache.camel.");
  }

  private static void copy(Message message, String name, String value) {
    switch (name) {
      case "device_id" -> text(message, HonoConstants.DEVICE_ID, value);
      case "content-type" -> text(message, HonoConstants.CONTENT_TYPE, value);
      case "creation-time" ->
          number(message, HonoConstants.CREATION_TIME, name, value, Long::valueOf);
      case "ttl" -> number(message, HonoConstants.TTL, name, value, Long::valueOf);
      case "ttd" -> number(message, HonoConstants.TTD, name, value, Integer::valueOf);
      case "qos" -> number(message, HonoConstants.QOS, name, value, Integer::valueOf);
      default -> message.setHeader(name, value);
    }
  }

  private static void text(Message message, String header, String value) {
    if (!value.isBlank()) {
      message.setHeader(header, value);
    }
  }

  /** What cannot be read as a number stays visible under the name Hono gave it. */
  private static void number(
      Message message,
      String header,
      String name,
      String value,
      Function<String, ? extends Number> parse) {
    try {
      message.setHeader(header, parse.apply(value.trim()));
    } catch (NumberFormatException e) {
      message.setHeader(name, value);
    }
  }
}
