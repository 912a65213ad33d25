package org.twinsuite.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was lost or doubled in a run. A failure that was not foreseen is neither: that is the
 * predictor's shortcoming and stands in the report.
 *
 * @param findings one sentence each; empty if all is well
 */
record Verdict(List<String> findings) {

  private static final int CITED = 5;

  boolean clean() {
    return findings.isEmpty();
  }

  /**
   * Judges a run by what stands in the twins, in the maintenance system and in the app.
   *
   * @param prescribed the app's own list of orders
   * @param parked the app's list of items put aside
   */
  static Verdict of(RunResult result, List<Case> cases, JsonNode prescribed, JsonNode parked) {
    List<String> findings = new ArrayList<>();
    samples(result, findings);
    references(result, findings);
    doubles(cases, findings);
    undelivered(result, prescribed, findings);
    notInTwin(result, findings);
    if (!parked.isEmpty()) {
      findings.add(
          parked.size()
              + " items were parked, the newest: "
              + parked.get(0).path("reason").asText());
    }
    return new Verdict(List.copyOf(findings));
  }

  private static void samples(RunResult result, List<String> findings) {
    List<String> behind = new ArrayList<>();
    result
        .lastSent()
        .forEach(
            (thingId, at) -> {
              TwinState twin = result.twins().get(thingId);
              Instant seen = twin == null ? null : twin.sampleAt();
              if (seen == null || seen.isBefore(at)) {
                behind.add(thingId + " (sent " + at + ", twin " + seen + ")");
              }
            });
    cite("the last sample is not in the twin", behind, findings);
  }

  private static void references(RunResult result, List<String> findings) {
    Map<String, List<String>> numbers = new HashMap<>();
    for (OrderLog.Entry entry : result.orders()) {
      numbers
          .computeIfAbsent(entry.order().reference(), reference -> new ArrayList<>())
          .add(entry.order().number());
    }
    numbers.values().removeIf(orders -> orders.size() == 1);
    cite(
        "one reference, several orders",
        numbers.values().stream().map(List::toString).toList(),
        findings);
  }

  private static void doubles(List<Case> cases, List<String> findings) {
    cite(
        "one fault, several orders",
        cases.stream()
            .filter(one -> one.fault() != null && one.orders().size() > 1)
            .map(one -> one.thingId() + " has " + one.orders().size())
            .toList(),
        findings);
  }

  private static void undelivered(RunResult result, JsonNode prescribed, List<String> findings) {
    Set<String> ordered = new HashSet<>();
    result.orders().forEach(entry -> ordered.add(entry.order().reference()));
    List<String> lost = new ArrayList<>();
    for (JsonNode order : prescribed) {
      if (!ordered.contains(order.path("reference").asText())) {
        lost.add(order.path("thing").asText() + " " + order.path("failureMode").asText());
      }
    }
    cite("prescribed, but not in the maintenance system", lost, findings);
  }

  private static void notInTwin(RunResult result, List<String> findings) {
    cite(
        "an order's last status is not in its twin",
        result.orders().stream()
            .filter(
                entry ->
                    entry.inTwin() == null
                        || !entry.order().status().equals(entry.inTwin().systemStatus()))
            .map(entry -> entry.order().number() + " " + entry.order().status())
            .toList(),
        findings);
  }

  private static void cite(String what, List<String> whom, List<String> findings) {
    if (!whom.isEmpty()) {
      String rest = whom.size() > CITED ? " and " + (whom.size() - CITED) + " more" : "";
      findings.add(
          what + ": " + String.join(", ", whom.subList(0, Math.min(CITED, whom.size()))) + rest);
    }
  }
}
