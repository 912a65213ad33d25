package org.twinsuite.connectors.scada;

import java.time.Instant;

/**
 * What became of a {@link WriteRequest}.
 *
 * @param before value found, null if there was none
 * @param after value read back, null if nothing was written or nothing came back
 * @param reason why it was refused or is unconfirmed; null otherwise
 */
public record WriteOutcome(
    WriteRequest request, Kind kind, Double before, Double after, String reason, Instant at) {

  /** How it ended. */
  public enum Kind {
    /** Written and read back. */
    WRITTEN,
    /** The value was there already; nothing was written. */
    ALREADY_THERE,
    /** Not written, see the reason. */
    REFUSED,
    /** Written, but the value read back is another one, or none. */
    UNCONFIRMED
  }
}
