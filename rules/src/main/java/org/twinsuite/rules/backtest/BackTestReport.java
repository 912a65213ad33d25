package org.twinsuite.rules.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.evidence.RulesJson;

/**
 * What a pack would have ordered.
 *
 * @param pack name and hash
 * @param facts facts run through
 * @param from event time of the first
 * @param to event time of the last
 * @param orders all orders
 * @param ordersByRule by rule id
 * @param failures known failures
 * @param foreseen known failures with an order before them, within the horizon
 * @param useful orders before a known failure, within the horizon
 * @param leads hours from the first such order to the failure, shortest first
 * @param busiestDay most orders of one rule on one day, to be compared with its budget
 */
public record BackTestReport(
    String pack,
    long facts,
    Instant from,
    Instant to,
    List<CreateWorkOrder> orders,
    Map<String, Long> ordersByRule,
    int failures,
    int foreseen,
    int useful,
    List<Double> leads,
    Map<String, Long> busiestDay) {

  public double ordersPerWeek() {
    double weeks = from == null ? 0 : Duration.between(from, to).toMinutes() / 10_080.0;
    return weeks > 0 ? orders.size() / weeks : Double.NaN;
  }

  /** Part of the orders that a failure followed; NaN without orders. */
  public double precision() {
    return orders.isEmpty() ? Double.NaN : (double) useful / orders.size();
  }

  /** Part of the failures an order foresaw; NaN without failures. */
  public double recall() {
    return failures == 0 ? Double.NaN : (double) foreseen / failures;
  }

  public double medianLead() {
    return leads.isEmpty() ? Double.NaN : leads.get(leads.size() / 2);
  }

  public String toJson() {
    return RulesJson.write(this);
  }

  /** A few lines for a terminal. */
  public String toText() {
    return String.format(
        Locale.ROOT,
        "pack %s: %d facts from %s to %s%n"
            + "orders %d, %.1f a week, by rule %s, busiest day %s%n"
            + "failures %d, foreseen %d, precision %.2f, median lead %.1f h%n",
        pack,
        facts,
        from,
        to,
        orders.size(),
        ordersPerWeek(),
        ordersByRule,
        busiestDay,
        failures,
        foreseen,
        precision(),
        medianLead());
  }
}
