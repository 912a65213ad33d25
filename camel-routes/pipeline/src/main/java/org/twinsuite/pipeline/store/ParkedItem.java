package org.twinsuite.pipeline.store;

import java.time.Instant;

/**
 * Something that could not be handled, kept with its reason for a person.
 *
 * @param source the route it came from, e.g. {@code telemetry}
 * @param key device, thing or reference; may be {@code null} when it is just that which is missing
 * @param reason what is wrong, naming the field and the fix
 * @param correlationId may be {@code null}
 * @param contentType may be {@code null}
 * @param payload the original bytes; may be {@code null}
 * @param tenant whose device sent it; {@code null} if none did
 */
public record ParkedItem(
    String source,
    String key,
    String reason,
    String correlationId,
    String contentType,
    byte[] payload,
    Instant at,
    String tenant) {

  /** An item that belongs to no tenant. */
  public ParkedItem(
      String source,
      String key,
      String reason,
      String correlationId,
      String contentType,
      byte[] payload,
      Instant at) {
    this(source, key, reason, correlationId, contentType, payload, at, null);
  }
}
