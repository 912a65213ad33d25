package org.twinsuite.rules.autonomy;

import java.util.List;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.pack.Autonomy;

/**
 * What may be done with an action.
 *
 * @param level carried out only on {@link Autonomy#AUTO}; on {@link Autonomy#APPROVE} once a
 *     planner has agreed
 * @param changes levels that changed because of this action
 * @param notices one message to the owner of each rule whose level changed; to be sent as they are
 */
public record AutonomyDecision(Autonomy level, List<LevelChange> changes, List<Notify> notices) {

  /** Without messages. */
  public AutonomyDecision(Autonomy level, List<LevelChange> changes) {
    this(level, changes, List.of());
  }
}
