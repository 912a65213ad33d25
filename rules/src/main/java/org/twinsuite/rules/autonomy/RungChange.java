package org.twinsuite.rules.autonomy;

import java.time.Instant;
import org.twinsuite.rules.pack.Autonomy;

/**
 * A rule was moved on the ladder: by whom (a person, {@code budget} or {@code outcomes}) and why.
 *
 * @param ruleId the rule; {@code model:name@version} for a model
 */
public record RungChange(
    String ruleId, Autonomy from, Autonomy to, String who, String why, Instant at) {}
