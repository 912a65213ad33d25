package org.twinsuite.rules.autonomy;

import java.util.List;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.pack.Autonomy;

/**
 * What may be done with an action.
 *
 * @param rung carried out only on {@link Autonomy#AUTO}; on {@link Autonomy#APPROVE} after a yes
 * @param changes rungs that changed because of this action
 * @param notices one message to the owner of each rule that was moved; to be sent as they are
 */
public record Verdict(Autonomy rung, List<RungChange> changes, List<Notify> notices) {

  /** Without messages. */
  public Verdict(Autonomy rung, List<RungChange> changes) {
    this(rung, changes, List.of());
  }
}
