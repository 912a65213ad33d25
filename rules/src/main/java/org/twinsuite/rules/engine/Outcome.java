package org.twinsuite.rules.engine;

import java.util.List;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.health.Health;

/**
 * What one step of the engine brought about. Actions and episodes belong into one transaction with
 * the mark that the fact was handled.
 *
 * @param actions in the order they were decided; their {@link Action#key() keys} are unique
 * @param changed the episodes that changed, each once with its last state; store them by reference
 * @param health things whose health changed, parts before what they are part of; to be written to
 *     their twins. It can be computed again, so it need not be in the transaction
 * @param learned baselines that were learned; store them and tell them again after a restart, or
 *     they are learned anew
 */
public record Outcome(
    List<Action> actions, List<Episode> changed, List<Health> health, List<Baseline> learned) {

  /** Nothing happened. */
  public static final Outcome NONE = new Outcome(List.of(), List.of());

  /** Without health and baselines. */
  public Outcome(List<Action> actions, List<Episode> changed) {
    this(actions, changed, List.of(), List.of());
  }

  public boolean isEmpty() {
    return actions.isEmpty() && changed.isEmpty() && health.isEmpty() && learned.isEmpty();
  }
}
