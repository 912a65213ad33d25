package org.twinsuite.sandbox.cmms;

/** What a stand-in can be told to do wrong. */
public enum FaultKind {
  /** Answers 500, nothing was done. */
  SERVER_ERROR,
  /** Answers 429 with Retry-After, nothing was done. */
  TOO_MANY_REQUESTS,
  /** The connection is reset, nothing was done. */
  CONNECTION_RESET,
  /** The answer comes late, but within any sensible time-out. */
  SLOW,
  /** The write is done; its answer comes later than the caller waits. */
  TIMEOUT_AFTER_COMMIT,
  /** The write is done; the connection is reset before the answer. */
  RESET_AFTER_COMMIT,
  /** The write is done; a gateway answers 502. */
  BAD_GATEWAY_AFTER_COMMIT,
  /** A status change is accepted and has no effect. */
  SILENT_NO_OP,
  /** An update meets a row that somebody else just changed. */
  STALE,
  /**
   * The session is gone: the next write with its token is refused. Only systems that have sessions.
   */
  SESSION_EXPIRED;

  boolean afterCommit() {
    return this == TIMEOUT_AFTER_COMMIT
        || this == RESET_AFTER_COMMIT
        || this == BAD_GATEWAY_AFTER_COMMIT;
  }

  /** The faults the stand-in's own code plays out; the others are the same for every system. */
  boolean playedBySystem() {
    return this == SILENT_NO_OP || this == STALE || this == SESSION_EXPIRED;
  }
}
