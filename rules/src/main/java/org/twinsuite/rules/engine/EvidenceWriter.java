package org.twinsuite.rules.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.twinsuite.rules.detect.Detector;
import org.twinsuite.rules.detect.PointWindow;
import org.twinsuite.rules.detect.QualityDetector;
import org.twinsuite.rules.detect.StalenessDetector;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.evidence.Observation;
import org.twinsuite.rules.evidence.Threshold;
import org.twinsuite.rules.evidence.Timing;
import org.twinsuite.rules.pack.RuleInfo;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.pack.row.Limit;

/** Writes down why. */
final class EvidenceWriter {

  private RulePack pack;
  private String correlationId = "";

  EvidenceWriter(RulePack pack) {
    this.pack = pack;
  }

  void pack(RulePack value) {
    pack = value;
  }

  void correlationId(String value) {
    correlationId = value;
  }

  Evidence of(Detector detector, String summary, Instant now) {
    return of(detector, summary, List.of(), null, now);
  }

  /**
   * @param with what the rule stands on besides, in any order
   * @param timing null if there is no work to be planned
   */
  Evidence of(
      Detector detector, String summary, Collection<Detector> with, Timing timing, Instant now) {
    Limit limit = detector.limit();
    List<Observation> seen = EvidenceNumbers.seen(detector);
    List<Threshold> limits = EvidenceNumbers.limits(detector, "");
    List<String> changes = new ArrayList<>(List.of(change(detector)));
    with.stream()
        .filter(other -> other != detector)
        .sorted(Comparator.comparing(Detector::symptom))
        .forEach(
            other -> {
              if (other.signal() != detector.signal()) {
                seen.addAll(EvidenceNumbers.seen(other));
              }
              limits.addAll(EvidenceNumbers.limits(other, " of " + other.getSource()));
              changes.add(other.getSource() + ": " + change(other));
            });
    return new Evidence(
        limit.ruleId(),
        version(limit.ruleId()),
        pack.hash(),
        summary,
        seen,
        limits,
        detector.signal().newestForecast(),
        changes,
        timing,
        correlationId,
        now);
  }

  Evidence of(Episode episode, String summary, Instant now) {
    return new Evidence(
        episode.ruleId(),
        version(episode.ruleId()),
        pack.hash(),
        summary,
        List.of(),
        List.of(),
        null,
        List.of(),
        correlationId,
        now);
  }

  /** Who answers for a rule. */
  String owner(String ruleId) {
    RuleInfo info = pack.rules().get(ruleId);
    return info == null ? "unknown" : info.owner();
  }

  /** Evidence of another rule that stands on the same detector. */
  Evidence of(Detector detector, String ruleId, String summary, Instant now) {
    Evidence same = of(detector, summary, now);
    return new Evidence(
        ruleId,
        version(ruleId),
        same.packHash(),
        summary,
        same.observations(),
        same.thresholds(),
        same.forecast(),
        same.changes(),
        same.correlationId(),
        now);
  }

  private String version(String ruleId) {
    RuleInfo info = pack.rules().get(ruleId);
    return info == null ? "unknown" : info.version();
  }

  private static String change(Detector detector) {
    Limit limit = detector.limit();
    if (detector instanceof PointWindow) {
      return "values of "
          + detector.getSource()
          + " that rule "
          + limit.ruleId()
          + " does not match";
    }
    if (detector instanceof StalenessDetector || detector instanceof QualityDetector) {
      return "%d good samples of %s in a row".formatted(limit.hits(), detector.getSource());
    }
    String side = limit.direction().name().toLowerCase(Locale.ROOT);
    return "fewer than %d of the last %d samples %s %s; it is over when %d of them are not %s %s"
        .formatted(
            limit.hits(),
            limit.of(),
            side,
            Numbers.text(limit.alarm()),
            limit.hits(),
            side,
            Numbers.text(limit.clear()));
  }
}
