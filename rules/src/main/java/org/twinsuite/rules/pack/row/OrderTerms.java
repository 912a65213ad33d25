package org.twinsuite.rules.pack.row;

import java.time.Duration;
import java.util.Set;

/**
 * How episodes of one failure mode of one equipment class are ordered: a row of {@code orders}.
 *
 * @param equipmentClass as in {@link Limit}
 * @param failureMode as in {@link Limit}; {@code *} for every other mode
 * @param failureCode ISO 14224 failure mode code
 * @param title title of the order; {@code {thing}} stands for the thing id
 * @param priority priority at the alarm limit, 1 is most urgent
 * @param urgentPriority priority at the urgent limit
 * @param workFrom earliest start of the work after the decision
 * @param workTo latest end of the work after the decision
 * @param coolDown how long the symptom must stay away until the episode closes
 * @param settle how long after a completed order no new episode opens
 * @param snooze how long after a cancelled order no new episode opens
 * @param outcomeAfter how long after a completed order its effect is judged
 * @param part spare part, empty if none
 * @param quantity how many of the part
 * @param lead how long the part takes to come once it is asked for; null if unknown
 * @param scope whether siblings feel the fault too
 * @param response what an episode leads to
 * @param joins failure modes of the same thing whose open order takes findings of this one as
 *     notes; {@code *} for every one
 * @param origin file and row
 */
public record OrderTerms(
    String equipmentClass,
    String failureMode,
    String failureCode,
    String title,
    int priority,
    int urgentPriority,
    Duration workFrom,
    Duration workTo,
    Duration coolDown,
    Duration settle,
    Duration snooze,
    Duration outcomeAfter,
    String part,
    double quantity,
    Duration lead,
    Scope scope,
    Response response,
    Set<String> joins,
    String origin) {

  public OrderTerms {
    joins = Set.copyOf(joins);
  }

  /** Whether findings of this failure mode are noted on an open order of the other one. */
  public boolean joins(String otherMode) {
    return joins.contains(Limit.ANY) || joins.contains(otherMode);
  }

  /** What an episode leads to. */
  public enum Response {
    /** A work order. */
    ORDER,
    /** A message to the owner of the rule; nothing stands in the CMMS. */
    NOTIFY
  }

  /** How far one fault reaches. */
  public enum Scope {
    /** A symptom speaks for its own thing. */
    THING,
    /**
     * Things with the same parent feel each other (bearings on one shaft): while one of them has an
     * open episode, a weaker symptom of another is a note on that order and not an order of its
     * own.
     */
    SIBLINGS
  }
}
