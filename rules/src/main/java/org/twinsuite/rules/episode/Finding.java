package org.twinsuite.rules.episode;

import java.time.Instant;
import java.util.function.Supplier;
import org.twinsuite.rules.fact.ThingContext;

/**
 * A rule says: the symptom is there.
 *
 * @param symptom what tells this symptom from the others of the episode, e.g. rule id and feature
 * @param ruleId the rule
 * @param urgent whether it has the urgent stage
 * @param summary one sentence
 * @param model name and version of the model whose forecast it stands on; null if none
 * @param context the thing
 * @param at event time
 * @param grounds asked for only if something is prescribed; the same each time
 */
public record Finding(
    String symptom,
    String ruleId,
    boolean urgent,
    String summary,
    String model,
    ThingContext context,
    Instant at,
    Supplier<Justification> grounds) {}
