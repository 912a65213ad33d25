package org.twinsuite.camel.hono.dispatch;

/** How a message is settled with whoever sent it. */
public enum Outcome {
  /** Processed. */
  COMPLETED,
  /** The handler says that it can never be processed. */
  REJECTED,
  /** It failed too often and was parked. */
  PARKED,
  /** It failed too often here and goes back to the messaging network, which counts that. */
  GIVEN_BACK,
  /** Never begun: it goes back to the messaging network untouched. */
  RELEASED
}
