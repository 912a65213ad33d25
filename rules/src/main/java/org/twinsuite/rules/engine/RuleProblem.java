package org.twinsuite.rules.engine;

import java.time.Instant;

/**
 * A rule that misbehaved; the line went on without it.
 *
 * @param rule name of the rule
 * @param parked whether the rule is switched off until the next pack
 * @param message what happened, for people
 * @param at event time
 */
public record RuleProblem(String rule, boolean parked, String message, Instant at) {}
