package org.twinsuite.camel.hono.kafka;

import java.time.Duration;

/** Notices offsets that cannot be committed for long: after a restart all would come again. */
final class CommitWatch {

  private long failingSince;
  private String reason;

  /**
   * A commit ended.
   *
   * @param failure null when it succeeded
   */
  synchronized void ended(Exception failure) {
    if (failure == null) {
      reason = null;
    } else {
      if (reason == null) {
        failingSince = System.nanoTime();
      }
      reason = failure.toString();
    }
  }

  /** What has failed for longer than a limit, null when nothing has. */
  synchronized String stall(String topic, Duration limit) {
    if (reason == null) {
      return null;
    }
    Duration since = Duration.ofNanos(System.nanoTime() - failingSince);
    return since.compareTo(limit) <= 0
        ? null
        : "offsets of "
            + topic
            + " could not be committed for "
            + since.toSeconds()
            + " s: "
            + reason;
  }
}
