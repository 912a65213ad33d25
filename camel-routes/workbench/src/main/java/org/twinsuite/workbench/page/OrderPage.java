package org.twinsuite.workbench.page;

import java.time.Instant;
import java.util.List;
import org.twinsuite.rules.evidence.PastCase;
import org.twinsuite.rules.evidence.Timing;

/**
 * One order, with all a planner decides on.
 *
 * @param earliest begin of the interval in which it may fail; null if no life is forecast
 * @param until end of that interval; null if it is open
 * @param sentences the reason, most important first
 * @param signals what was measured, from before the fault began
 * @param waiting what waits for a planner beside the order, one sentence each
 * @param starts alternatives that were weighed, the chosen one first
 * @param changes what would change the decision
 * @param evidence the whole evidence as text
 * @param decisions what planners decided, oldest first
 */
public record OrderPage(
    String reference,
    String title,
    String thingId,
    String thingName,
    String thingHref,
    String failureMode,
    int priority,
    String state,
    boolean toDecide,
    String number,
    String rule,
    String lastError,
    Instant at,
    Instant begin,
    Instant end,
    Instant earliest,
    Instant until,
    List<String> sentences,
    List<MachinePage.Signal> signals,
    List<String> waiting,
    List<Timing.Start> starts,
    List<String> changes,
    List<PastCase> similar,
    String evidence,
    List<Decided> decisions) {

  /** A decision of a person. */
  public record Decided(String verdict, String who, String why, Instant at) {}

  /** Cost of an alternative in percent of the dearest. */
  public double share(Timing.Start start) {
    double most = starts.stream().mapToDouble(Timing.Start::cost).max().orElse(0);
    return most > 0 ? Math.round(1000 * start.cost() / most) / 10.0 : 0;
  }
}
