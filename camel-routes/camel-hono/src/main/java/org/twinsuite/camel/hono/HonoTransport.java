package org.twinsuite.camel.hono;

/** Hono's messaging network. */
public enum HonoTransport {
  /** Topics, consumer groups, offsets. */
  kafka,
  /** AMQP 1.0 addresses, links, dispositions. */
  amqp
}
