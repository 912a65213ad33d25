package org.twinsuite.rules.autonomy;

import java.util.List;
import org.twinsuite.rules.pack.Autonomy;

/**
 * What may be done with an action.
 *
 * @param rung carried out only on {@link Autonomy#AUTO}; on {@link Autonomy#APPROVE} after a yes
 * @param changes rungs that changed because of this action
 */
public record Verdict(Autonomy rung, List<RungChange> changes) {}
