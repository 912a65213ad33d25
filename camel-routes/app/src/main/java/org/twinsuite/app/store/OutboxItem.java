package org.twinsuite.app.store;

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
    int attempts) {

  /** How far an action is. */
  public enum State {
    /** Recorded; nothing left the house, or it is unknown whether it did. */
    PENDING,
    /** The target holds it; the twin does not show it yet. */
    EXECUTED,
    /** The twin shows it. */
    DONE,
    /** Refused by the target; a person has to look. */
    PARKED
  }
}
