package org.twinsuite.pipeline.ingest;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.apache.camel.Message;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.connectors.scada.TwinUpdate;
import org.twinsuite.twin.WellFormedText;

/**
 * What is known of a message beside its content.
 *
 * @param tenant tenant of the device; {@code null} for a control system
 * @param createdAt when Hono, or the control system's connector, had it; never later than now
 * @param payload {@code null} for an update of a control system, or where there is none
 * @param update {@code null} for a device's message
 * @param ttd for how many seconds the device stays reachable for commands; {@code null} if it did
 *     not say
 * @param redeliveries how often it failed before
 */
record MessageEnvelope(
    String deviceId,
    String tenant,
    Instant createdAt,
    Instant receivedAt,
    String contentType,
    byte[] payload,
    TwinUpdate update,
    String correlationId,
    Integer ttd,
    int redeliveries) {

  private static final String EMPTY_NOTIFICATION =
      "application/vnd.eclipse-hono-empty-notification";
  private static final int CORRELATION_ID_LENGTH = 256;

  static MessageEnvelope of(Message message) {
    Instant now = Instant.now();
    Long created = message.getHeader(HonoConstants.CREATION_TIME, Long.class);
    TwinUpdate update = message.getBody() instanceof TwinUpdate tags ? tags : null;
    Integer redeliveries = message.getHeader(HonoConstants.REDELIVERIES, Integer.class);
    return new MessageEnvelope(
        message.getHeader(HonoConstants.DEVICE_ID, String.class),
        message.getHeader(HonoConstants.TENANT, String.class),
        created == null || created > now.toEpochMilli() || created < 0
            ? now
            : Instant.ofEpochMilli(created),
        now,
        message.getHeader(HonoConstants.CONTENT_TYPE, String.class),
        update == null ? message.getBody(byte[].class) : null,
        update,
        correlationId(message.getHeader("correlation-id", String.class)),
        message.getHeader(HonoConstants.TTD, Integer.class),
        redeliveries == null ? 0 : redeliveries);
  }

  private static String correlationId(String given) {
    return given == null
            || given.isBlank()
            || given.length() > CORRELATION_ID_LENGTH
            || !WellFormedText.isWellFormed(given)
        ? UUID.randomUUID().toString()
        : given;
  }

  boolean isFromControlSystem() {
    return update != null;
  }

  boolean isEmpty() {
    return update == null && (payload == null || payload.length == 0);
  }

  /** Whether it only tells for how long the device can be reached (Hono's Event API). */
  boolean isPresence() {
    boolean notification =
        contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(EMPTY_NOTIFICATION);
    return isEmpty() && (notification || ttd != null);
  }
}
