package org.twinsuite.camel.hono.dispatch;

import java.time.Duration;

/**
 * A lane that has not moved for longer than it should.
 *
 * @param lane whose oldest message is still open
 * @param since how long nothing moved
 * @param failures how often the oldest message failed
 * @param reason the text of its last failure, null when it never failed
 */
public record Stall(Object lane, Duration since, int failures, String reason) {

  @Override
  public String toString() {
    String attempts =
        failures == 0
            ? "its exchange has not ended"
            : "it failed " + failures + " times, the last time with: " + reason;
    return "the oldest message of "
        + lane
        + " has been open for "
        + since.toSeconds()
        + " s: "
        + attempts;
  }
}
