package org.twinsuite.camel.hono.dispatch;

/**
 * How much may be held at once.
 *
 * @param messages handed over at once; also how far a lane may run ahead of its oldest open message
 * @param bytes of all lanes together, shared evenly between them
 */
public record Limits(int messages, long bytes) {

  public Limits {
    if (messages < 1) {
      throw new IllegalArgumentException(
          "maxInFlight is " + messages + ": at least 1 message must be allowed");
    }
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "maxInFlightBytes is " + bytes + ": at least 1 byte must be allowed");
    }
  }
}
