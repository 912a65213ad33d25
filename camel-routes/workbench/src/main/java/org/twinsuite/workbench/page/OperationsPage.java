package org.twinsuite.workbench.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How the suite itself is.
 *
 * @param problems systems that do not answer, with the reason
 * @param outbox actions in each state
 * @param oldest when the oldest action that still has to leave was recorded; null if none waits
 * @param parked what could not be handled, newest first
 * @param parkedTotal all of them
 * @param messages what people were notified of, newest first
 * @param unread things the workbench has still to read
 */
public record OperationsPage(
    Map<String, String> problems,
    Map<String, Long> outbox,
    Instant oldest,
    List<Parked> parked,
    long parkedTotal,
    List<Message> messages,
    int unread) {

  /** Something that could not be handled. */
  public record Parked(long id, String source, String key, String reason, Instant at) {}

  /** A notice. */
  public record Message(Instant at, String thing, String channel, String text, String state) {}
}
