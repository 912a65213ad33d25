package org.twinsuite.rules.action;

import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;

/**
 * Whether the work helped.
 *
 * @param ruleId rule that opened the episode and is scored by this
 * @param symptomGone true if the symptom was gone within the time the table allows after completion
 */
public record RecordOutcome(
    String thingId,
    String failureMode,
    int episode,
    String reference,
    String ruleId,
    boolean symptomGone,
    Instant at,
    Evidence evidence)
    implements Action {}
