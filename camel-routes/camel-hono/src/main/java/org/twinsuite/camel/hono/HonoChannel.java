package org.twinsuite.camel.hono;

/**
 * Hono's north-bound channels; the names are those used in endpoint URIs and in topic names.
 *
 * @see <a href="https://www.eclipse.org/hono/docs/api/telemetry-kafka/">Telemetry, Event and
 *     Command &amp; Control API for Kafka</a>
 */
public enum HonoChannel {
  /** What devices measure; consumed. */
  telemetry,
  /** What devices report and must not be lost; consumed. */
  event,
  /** What devices are told to do; produced. */
  command;

  /** The Kafka topic of this channel for a tenant. */
  public String topic(String tenant) {
    return "hono." + name() + "." + tenant;
  }

  /** The AMQP address of this channel for a tenant. */
  public String address(String tenant) {
    return name() + "/" + tenant;
  }
}
