package org.twinsuite.rules.action;

import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;

/**
 * Whether the work helped.
 *
 * @param ruleId rule that opened the episode and is scored by this
 * @param model name and version of the model whose forecast opened the episode, scored too; null if
 *     none did
 * @param symptomGone true if the symptom was gone within the time the table allows after completion
 */
public record RecordOutcome(
    String thingId,
    String failureMode,
    int episode,
    String reference,
    String ruleId,
    String model,
    boolean symptomGone,
    Instant at,
    Evidence evidence)
    implements Action {

  /** An outcome without a model. */
  public RecordOutcome(
      String thingId,
      String failureMode,
      int episode,
      String reference,
      String ruleId,
      boolean symptomGone,
      Instant at,
      Evidence evidence) {
    this(thingId, failureMode, episode, reference, ruleId, null, symptomGone, at, evidence);
  }
}
