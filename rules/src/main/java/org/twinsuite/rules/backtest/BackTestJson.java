package org.twinsuite.rules.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Window;

/**
 * A back-test for machines: orders as lines without their evidence, and null for what cannot be
 * told.
 *
 * @param ordersPerWeek null when the facts span no time
 * @param weeks orders in each week since the first fact
 * @param precision part of the orders a failure followed; null without orders, or if no failure is
 *     known
 * @param recall part of the failures an order foresaw; null without failures
 * @param medianLeadHours null when nothing was foreseen
 */
public record BackTestJson(
    String pack,
    long facts,
    Instant from,
    Instant to,
    int orderCount,
    Double ordersPerWeek,
    int[] weeks,
    int failures,
    int foreseen,
    int useful,
    Double precision,
    Double recall,
    Double medianLeadHours,
    List<Double> leadHours,
    List<Rule> rules,
    List<String> problems,
    List<Order> orders) {

  /** How one rule did, see {@link RuleScore}. */
  public record Rule(
      String ruleId,
      int orders,
      int messages,
      int useful,
      Double precision,
      int budget,
      long busiestDay,
      long daysOverBudget) {}

  /** An order in one line. */
  public record Order(
      String reference,
      String thing,
      String failureMode,
      String rule,
      int priority,
      Instant at,
      Window window,
      String title,
      String why) {

    static Order of(CreateWorkOrder order) {
      return new Order(
          order.reference(),
          order.thingId(),
          order.failureMode(),
          order.ruleId(),
          order.priority(),
          order.at(),
          order.window(),
          order.title(),
          order.evidence().summary());
    }
  }

  /**
   * What a candidate would change.
   *
   * @param both orders of both packs for the same trouble
   * @param earlier of them earlier with the candidate
   * @param later of them later with the candidate
   * @param gone orders that would no longer come
   * @param added orders that would come new
   */
  public record Difference(int both, int earlier, int later, List<Order> gone, List<Order> added) {
    public static Difference of(BackTestDifference difference) {
      return new Difference(
          difference.both().size(),
          (int) difference.earlierCount(),
          (int) difference.laterCount(),
          lines(difference.onlyActive()),
          lines(difference.onlyCandidate()));
    }
  }

  public static BackTestJson of(BackTestReport report) {
    List<Rule> rules = new ArrayList<>();
    for (RuleScore rule : report.rules().values()) {
      rules.add(
          new Rule(
              rule.ruleId(),
              rule.orders(),
              rule.messages(),
              rule.useful(),
              number(report.precision(rule)),
              rule.budget(),
              rule.busiestDay(),
              rule.daysOverBudget()));
    }
    return new BackTestJson(
        report.pack(),
        report.facts(),
        report.from(),
        report.to(),
        report.orders().size(),
        number(report.ordersPerWeek()),
        report.weeks(),
        report.failures(),
        report.foreseen(),
        report.useful(),
        number(report.precision()),
        number(report.recall()),
        number(report.medianLead()),
        report.leads(),
        rules,
        report.problems(),
        lines(report.orders()));
  }

  private static List<Order> lines(List<CreateWorkOrder> orders) {
    return orders.stream().map(Order::of).toList();
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
