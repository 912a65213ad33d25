package org.twinsuite.pipeline.store;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.twinsuite.rules.pack.Autonomy;

/**
 * An action on its way out.
 *
 * @param id row id
 * @param reference the episode's deterministic reference
 * @param kind simple name of the action
 * @param body the action as JSON
 * @param state how far it is
 * @param orderNumber the number the target gave; {@code null} until known
 * @param attempts failed deliveries so far
 * @param level level of its rule when the action was decided
 * @param snoozedUntil until when a planner does not want to see it; the epoch for never
 * @param lastError why the last delivery failed; {@code null} if it did not
 * @param recordedAt when it was recorded (wall clock)
 */
public record OutboxItem(
    long id,
    String reference,
    String kind,
    String thingId,
    String correlationId,
    String body,
    State state,
    String orderNumber,
    int attempts,
    Autonomy level,
    Instant snoozedUntil,
    String lastError,
    Instant recordedAt) {

  /** How far an action is. */
  public enum State {
    /** Recorded only: its rule is in shadow. */
    SHADOW,
    /** Shown to planners; nothing happens by itself. */
    RECOMMENDED,
    /** Waits for a planner's yes. */
    WAITING,
    /** To be carried out; nothing left the house, or it is unknown whether it did. */
    PENDING,
    /** The target holds it; the twin does not show it yet. */
    EXECUTED,
    /** The twin shows it. */
    DONE,
    /** A planner said no; the twin does not show it yet. */
    REJECTING,
    /** A planner said no. */
    REJECTED,
    /** The symptom went before a planner decided. */
    WITHDRAWN,
    /** Refused by the target; a person has to look. */
    PARKED;

    /** Nothing left the house; a planner may still decide. */
    public static final Set<State> UNDECIDED = EnumSet.of(SHADOW, RECOMMENDED, WAITING);

    /** A planner is asked. */
    public static final Set<State> ASKED = EnumSet.of(RECOMMENDED, WAITING);

    /** Has something to be delivered. */
    public static final Set<State> DUE = EnumSet.of(PENDING, EXECUTED, REJECTING);

    static String sql(Set<State> states) {
      StringBuilder list = new StringBuilder("(");
      for (State state : states) {
        list.append(list.length() == 1 ? "'" : ", '").append(state).append('\'');
      }
      return list.append(')').toString();
    }
  }
}
