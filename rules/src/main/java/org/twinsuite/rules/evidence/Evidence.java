package org.twinsuite.rules.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.PlainText;

/**
 * Why an action was prescribed.
 *
 * @param ruleId id of the rule
 * @param ruleVersion version its owner gave it
 * @param packHash SHA-256 over all files of the rule pack
 * @param summary one sentence for a planner
 * @param observations newest first
 * @param thresholds limits that were crossed
 * @param forecast the forecast the finding stands on, null if none
 * @param changes what would have changed the decision, one sentence each
 * @param timing when the work should be done and why then; null if there is no work to be planned
 * @param similar past cases that were like this one, the nearest first; they are added where the
 *     past is kept
 * @param correlationId of the twin change that brought the last fact
 * @param decidedAt event time of the decision
 */
public record Evidence(
    String ruleId,
    String ruleVersion,
    String packHash,
    String summary,
    List<Observation> observations,
    List<Threshold> thresholds,
    Forecast forecast,
    List<String> changes,
    Timing timing,
    List<PastCase> similar,
    String correlationId,
    Instant decidedAt) {

  private static final int SHOWN_HASH = 12;
  private static final int MOST_SUMMARY = 1000;

  public Evidence {
    Objects.requireNonNull(ruleId, "ruleId");
    Objects.requireNonNull(decidedAt, "decidedAt");
    summary = PlainText.of(summary, MOST_SUMMARY);
    observations = observations == null ? List.of() : List.copyOf(observations);
    thresholds = thresholds == null ? List.of() : List.copyOf(thresholds);
    changes = changes == null ? List.of() : List.copyOf(changes);
    similar = similar == null ? List.of() : List.copyOf(similar);
  }

  /** Evidence without past cases. */
  public Evidence(
      String ruleId,
      String ruleVersion,
      String packHash,
      String summary,
      List<Observation> observations,
      List<Threshold> thresholds,
      Forecast forecast,
      List<String> changes,
      Timing timing,
      String correlationId,
      Instant decidedAt) {
    this(
        ruleId,
        ruleVersion,
        packHash,
        summary,
        observations,
        thresholds,
        forecast,
        changes,
        timing,
        List.of(),
        correlationId,
        decidedAt);
  }

  /** Evidence of something that is not to be planned. */
  public Evidence(
      String ruleId,
      String ruleVersion,
      String packHash,
      String summary,
      List<Observation> observations,
      List<Threshold> thresholds,
      Forecast forecast,
      List<String> changes,
      String correlationId,
      Instant decidedAt) {
    this(
        ruleId,
        ruleVersion,
        packHash,
        summary,
        observations,
        thresholds,
        forecast,
        changes,
        null,
        correlationId,
        decidedAt);
  }

  /** Enough of the pack's hash for people to tell packs apart. */
  String shortPackHash() {
    return packHash != null && packHash.length() > SHOWN_HASH
        ? packHash.substring(0, SHOWN_HASH)
        : packHash;
  }

  /** The forecast to be shown: that of the finding, or the one the work is planned by; or null. */
  Forecast shown() {
    return forecast != null || timing == null ? forecast : timing.life();
  }

  /** The same with past cases. */
  public Evidence like(List<PastCase> cases) {
    return new Evidence(
        ruleId,
        ruleVersion,
        packHash,
        summary,
        observations,
        thresholds,
        forecast,
        changes,
        timing,
        cases,
        correlationId,
        decidedAt);
  }

  /** Plain text for the long text of an order; lines end with {@code \n}. */
  public String toText() {
    return EvidenceText.of(this);
  }
}
