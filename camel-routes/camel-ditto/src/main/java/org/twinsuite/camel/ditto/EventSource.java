package org.twinsuite.camel.ditto;

/** Where twin changes come from. */
public enum EventSource {
  /** Ditto's WebSocket; one consumer sees all changes. */
  socket,
  /** A Kafka topic a Ditto connection writes to; the consumers of a group share the things. */
  kafka
}
