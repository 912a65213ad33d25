package org.twinsuite.pipeline.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CloseReason;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.action.ScadaWrite;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;

/** Actions of one rule, {@code R}, as an engine would decide them. */
public final class Actions {
  public static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

  private Actions() {}

  public static Map<String, RuleInfo> rules(Autonomy level, int budget) {
    return Map.of("R", new RuleInfo("R", "rule", "1", "me", level, budget));
  }

  static Evidence evidence() {
    return new Evidence(
        "R", "1", "hash", "because", List.of(), List.of(), null, List.of(), "corr", AT);
  }

  public static CreateWorkOrder order(String reference) {
    return new CreateWorkOrder(
        "plant:" + reference,
        "wear",
        1,
        reference,
        "R",
        "VIB",
        2,
        "Look at " + reference,
        null,
        Map.of("system", "maximo", "site", "S", "assetnum", "A"),
        AT,
        evidence());
  }

  static AddToWorkOrder note(String reference, int number) {
    return new AddToWorkOrder(
        "plant:" + reference, "wear", 1, reference, "R", number, 1, null, "more", AT, evidence());
  }

  static ScadaWrite write(String reference, String rule, String tag) {
    return new ScadaWrite(
        "plant:" + reference,
        "wear",
        1,
        reference,
        tag,
        900,
        "1/min",
        AT,
        new Evidence(
            rule, "1", "hash", "because", List.of(), List.of(), null, List.of(), "corr", AT));
  }

  static CloseEpisode close(String reference) {
    return new CloseEpisode(
        "plant:" + reference, "wear", 1, reference, CloseReason.RECOVERED, AT, evidence());
  }

  static RecordOutcome outcome(String reference, boolean gone) {
    return new RecordOutcome("plant:" + reference, "wear", 1, reference, "R", gone, AT, evidence());
  }

  static RecordOutcome outcome(String reference, String model, boolean gone) {
    return new RecordOutcome(
        "plant:" + reference, "wear", 1, reference, "R", model, gone, AT, evidence());
  }

  static Consequences decided(Action... actions) {
    Consequences consequences = new Consequences();
    consequences.decided(List.of(actions), List.of());
    return consequences;
  }
}
