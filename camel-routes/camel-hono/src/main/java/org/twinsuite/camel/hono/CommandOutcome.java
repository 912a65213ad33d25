package org.twinsuite.camel.hono;

/** What became of a command. */
public enum CommandOutcome {
  /** One-way: the messaging network has it. Whether a device received it is not known. */
  SENT,
  /** The device answered with a success. */
  ACCEPTED,
  /** The device, or Hono in its place, refused it: a status of 4xx. */
  REJECTED,
  /** No device took it: it is not connected or does not subscribe to commands. */
  NO_CONSUMER,
  /** Nobody answered in time; the device may still carry it out. */
  TIMED_OUT,
  /** The device or Hono failed: any other status, or the messaging network did not take it. */
  FAILED;

  private static final int NO_CONSUMER_STATUS = 503;

  /** The outcome of an answer by its status, as in HTTP. */
  static CommandOutcome ofStatus(int status) {
    if (status >= 200 && status < 300) {
      return ACCEPTED;
    }
    if (status == HonoCommandException.NO_RESPONSE) {
      return TIMED_OUT;
    }
    if (status == NO_CONSUMER_STATUS) {
      return NO_CONSUMER;
    }
    return status >= 400 && status < 500 ? REJECTED : FAILED;
  }
}
