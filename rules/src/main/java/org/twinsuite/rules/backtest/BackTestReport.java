package org.twinsuite.rules.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.twinsuite.rules.action.CreateWorkOrder;

/**
 * What a pack would have ordered.
 *
 * @param pack name and hash
 * @param facts facts run through
 * @param from event time of the first; null without facts
 * @param to event time of the last; null without facts
 * @param orders all orders, oldest first
 * @param rules how each rule did, by rule id
 * @param failures known failures
 * @param foreseen known failures with an order before them, within the horizon
 * @param useful orders before a known failure, within the horizon
 * @param leads hours from the first such order to the failure, shortest first
 * @param problems rules that threw or did not end, one sentence each
 */
public record BackTestReport(
    String pack,
    long facts,
    Instant from,
    Instant to,
    List<CreateWorkOrder> orders,
    Map<String, RuleScore> rules,
    int failures,
    int foreseen,
    int useful,
    List<Double> leads,
    List<String> problems) {

  private static final double MINUTES_A_WEEK = 10_080;

  public double ordersPerWeek() {
    double weeks = from == null ? 0 : Duration.between(from, to).toMinutes() / MINUTES_A_WEEK;
    return weeks > 0 ? orders.size() / weeks : Double.NaN;
  }

  /** Orders in each week since the first fact. */
  public int[] weeks() {
    if (from == null) {
      return new int[0];
    }
    int[] weeks = new int[(int) (Duration.between(from, to).toMinutes() / MINUTES_A_WEEK) + 1];
    for (CreateWorkOrder order : orders) {
      int week = (int) (Duration.between(from, order.at()).toMinutes() / MINUTES_A_WEEK);
      weeks[Math.max(0, Math.min(weeks.length - 1, week))]++;
    }
    return weeks;
  }

  /** Part of the orders that a failure followed; NaN without orders, or if no failure is known. */
  public double precision() {
    return orders.isEmpty() || failures == 0 ? Double.NaN : (double) useful / orders.size();
  }

  /** The same for one rule. */
  public double precision(RuleScore rule) {
    return failures == 0 ? Double.NaN : rule.precision();
  }

  /** Part of the failures an order foresaw; NaN without failures. */
  public double recall() {
    return failures == 0 ? Double.NaN : (double) foreseen / failures;
  }

  /** Hours; NaN when nothing was foreseen. */
  public double medianLead() {
    return leads.isEmpty() ? Double.NaN : leads.get(leads.size() / 2);
  }

  /** A few lines for a terminal. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    line(text, "pack %s: %d facts from %s to %s", pack, facts, from, to);
    line(text, "orders %d, %s a week", orders.size(), number(ordersPerWeek()));
    line(
        text,
        "failures %d, foreseen %d, precision %s, recall %s, median lead %s h",
        failures,
        foreseen,
        number(precision()),
        number(recall()),
        number(medianLead()));
    for (RuleScore rule : rules.values()) {
      line(
          text,
          "%-12s orders %d, messages %d, precision %s, busiest day %d of %d, days over budget %d",
          rule.ruleId(),
          rule.orders(),
          rule.messages(),
          number(precision(rule)),
          rule.busiestDay(),
          rule.budget(),
          rule.daysOverBudget());
    }
    problems.forEach(problem -> line(text, "%s", problem));
    return text.toString();
  }

  /** What cannot be told, such as a precision without orders, is a dash. */
  static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
