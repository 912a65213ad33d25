package org.twinsuite.rules.backtest;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.pack.RuleInfo;
import org.twinsuite.rules.pack.RulePack;

/**
 * How one rule did.
 *
 * @param orders it opened
 * @param messages it sent to its owner instead of an order
 * @param useful orders before a known failure, within the horizon
 * @param budget most orders and messages a day the rule is allowed
 * @param busiestDay most orders and messages on one day (UTC)
 * @param daysOverBudget days on which the rule would have been demoted
 */
public record RuleScore(
    String ruleId,
    int orders,
    int messages,
    int useful,
    int budget,
    long busiestDay,
    long daysOverBudget) {

  /** Part of the orders that a failure followed; NaN without orders. */
  public double precision() {
    return orders == 0 ? Double.NaN : (double) useful / orders;
  }

  /** By rule id; rules without orders and messages are there with zeros. */
  static Map<String, RuleScore> of(
      RulePack pack,
      List<CreateWorkOrder> orders,
      List<Notify> messages,
      Collection<KnownFailure> failures,
      Duration horizon) {
    Map<String, List<CreateWorkOrder>> byRule =
        orders.stream().collect(Collectors.groupingBy(CreateWorkOrder::ruleId));
    Map<String, List<Notify>> messagesByRule =
        messages.stream().collect(Collectors.groupingBy(m -> m.evidence().ruleId()));
    Map<String, RuleScore> scores = new TreeMap<>();
    for (RuleInfo rule : pack.rules().values()) {
      List<CreateWorkOrder> own = byRule.getOrDefault(rule.ruleId(), List.of());
      List<Notify> told = messagesByRule.getOrDefault(rule.ruleId(), List.of());
      Map<LocalDate, Long> perDay =
          Stream.concat(own.stream(), told.stream())
              .collect(
                  Collectors.groupingBy(
                      action -> action.at().atZone(ZoneOffset.UTC).toLocalDate(),
                      Collectors.counting()));
      scores.put(
          rule.ruleId(),
          new RuleScore(
              rule.ruleId(),
              own.size(),
              told.size(),
              (int) own.stream().filter(o -> BackTest.useful(o, failures, horizon)).count(),
              rule.budget(),
              perDay.values().stream().mapToLong(Long::longValue).max().orElse(0),
              perDay.values().stream().filter(n -> n > rule.budget()).count()));
    }
    return scores;
  }
}
