package org.twinsuite.rules.engine;

import java.util.List;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.episode.Episode;

/**
 * What one step of the engine brought about. Both lists belong into one transaction with the mark
 * that the fact was handled.
 *
 * @param actions in the order they were decided; their {@link Action#key() keys} are unique
 * @param changed the episodes that changed, each once with its last state; store them by reference
 */
public record Outcome(List<Action> actions, List<Episode> changed) {

  /** Nothing happened. */
  public static final Outcome NONE = new Outcome(List.of(), List.of());

  public boolean isEmpty() {
    return actions.isEmpty() && changed.isEmpty();
  }
}
