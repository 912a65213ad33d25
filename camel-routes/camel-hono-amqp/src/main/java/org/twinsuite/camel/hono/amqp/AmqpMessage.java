package org.twinsuite.camel.hono.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.twinsuite.camel.hono.HonoConstants;

/**
 * AMQP message to Camel message, after Hono's Telemetry and Event API for AMQP 1.0. Properties a
 * device or an adapter named like Camel's own are left out: they could steer the route.
 */
final class AmqpMessage {

  private final InstantSource clock;

  AmqpMessage(InstantSource clock) {
    this.clock = clock;
  }

  /** Fills an empty message; the body stays null when there is no payload. */
  void fill(
      Message message, org.apache.qpid.proton.message.Message amqp, String address, String tenant) {
    message.setBody(payload(amqp));
    ApplicationProperties properties = amqp.getApplicationProperties();
    if (properties != null) {
      properties.getValue().forEach((name, value) -> copy(message, name, value));
    }
    message.setHeader(HonoConstants.TENANT, tenant);
    message.setHeader(HonoConstants.TOPIC, address);
    message.setHeader(HonoConstants.QOS, amqp.isDurable() ? 1 : 0);
    if (amqp.getContentType() != null) {
      message.setHeader(HonoConstants.CONTENT_TYPE, amqp.getContentType());
      if (HonoConstants.EMPTY_NOTIFICATION_TYPE.equals(amqp.getContentType())) {
        message.setHeader(HonoConstants.EMPTY_NOTIFICATION, true);
      }
    }
    Date created = amqp.getProperties() == null ? null : amqp.getProperties().getCreationTime();
    long now = clock.millis();
    message.setHeader(Exchange.MESSAGE_TIMESTAMP, created == null ? now : created.getTime());
    if (created != null) {
      message.setHeader(HonoConstants.CREATION_TIME, created.getTime());
    }
    if (amqp.getTtl() > 0) {
      message.setHeader(HonoConstants.TTL, amqp.getTtl());
      if (created != null && now - created.getTime() > amqp.getTtl()) {
        message.setHeader(HonoConstants.EXPIRED, true);
      }
    }
  }

  /** The device a message names, null when it names none. */
  static String device(org.apache.qpid.proton.message.Message amqp) {
    String device = text(amqp, "device_id");
    return device == null || device.isBlank() ? null : device;
  }

  /** An application property as text, null when it is missing. */
  static String text(org.apache.qpid.proton.message.Message amqp, String name) {
    ApplicationProperties properties = amqp.getApplicationProperties();
    Object value = properties == null ? null : properties.getValue().get(name);
    return value == null ? null : value.toString();
  }

  /** The payload as bytes, null when there is none. */
  static byte[] payload(org.apache.qpid.proton.message.Message amqp) {
    if (amqp.getBody() instanceof Data data) {
      Binary bytes = data.getValue();
      if (bytes == null || bytes.getLength() == 0) {
        return null;
      }
      byte[] copy = new byte[bytes.getLength()];
      System.arraycopy(bytes.getArray(), bytes.getArrayOffset(), copy, 0, copy.length);
      return copy;
    }
    if (amqp.getBody() instanceof AmqpValue value && value.getValue() != null) {
      return value.getValue() instanceof Binary bytes
          ? bytes.getArray()
          : value.getValue().toString().getBytes(UTF_8);
    }
    return null;
  }

  private static void copy(Message message, String name, Object value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (value == null || lower.startsWith("camel") || lower.startsWith("org.apache.camel.")) {
      return;
    }
    switch (name) {
      case "device_id" -> {
        if (!value.toString().isBlank()) {
          message.setHeader(HonoConstants.DEVICE_ID, value.toString());
        }
      }
      case "ttd" ->
          message.setHeader(
              value instanceof Number ? HonoConstants.TTD : name,
              value instanceof Number number ? (Object) number.intValue() : value.toString());
      default -> message.setHeader(name, value.toString());
    }
  }

  /** A payload as AMQP wants it. */
  static Data data(byte[] payload) {
    return new Data(new Binary(payload));
  }

  static ApplicationProperties properties(Map<String, Object> values) {
    return new ApplicationProperties(values);
  }
}
