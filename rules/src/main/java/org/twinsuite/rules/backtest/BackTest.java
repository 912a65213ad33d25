package org.twinsuite.rules.backtest;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.engine.EngineOptions;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.pack.RulePack;

/** Runs a pack over facts of the past and compares its orders with what happened. */
public final class BackTest {

  private static final int PROGRESS = 10_000;

  private final RulePack pack;
  private final Duration horizon;
  private final LongConsumer progress;

  /**
   * @param horizon an order counts for a failure that follows within this time
   * @param progress called with the number of facts done, every 10,000 facts
   */
  public BackTest(RulePack pack, Duration horizon, LongConsumer progress) {
    this.pack = pack;
    this.horizon = horizon;
    this.progress = progress;
  }

  /**
   * @param facts in event-time order
   */
  public BackTestReport run(Iterator<? extends Fact> facts, Collection<KnownFailure> failures) {
    List<CreateWorkOrder> orders = new ArrayList<>();
    long count = 0;
    Instant from = null;
    Instant to = null;
    try (RuleEngine engine = RuleEngine.open(pack, List.of(), EngineOptions.defaults())) {
      while (facts.hasNext()) {
        Fact fact = facts.next();
        from = from == null ? fact.at() : from;
        to = fact.at();
        for (Action action : engine.handle(fact).actions()) {
          if (action instanceof CreateWorkOrder order) {
            orders.add(order);
          }
        }
        if (++count % PROGRESS == 0) {
          progress.accept(count);
        }
      }
    }
    return report(count, from, to, orders, failures);
  }

  private BackTestReport report(
      long count,
      Instant from,
      Instant to,
      List<CreateWorkOrder> orders,
      Collection<KnownFailure> failures) {
    List<Double> leads =
        failures.stream()
            .flatMap(
                f ->
                    orders.stream().filter(o -> foresees(o, f)).findFirst().stream()
                        .map(o -> Duration.between(o.at(), f.at()).toMinutes() / 60.0))
            .sorted()
            .toList();
    long useful =
        orders.stream().filter(o -> failures.stream().anyMatch(f -> foresees(o, f))).count();
    return new BackTestReport(
        pack.toString(),
        count,
        from,
        to,
        List.copyOf(orders),
        byRule(orders),
        failures.size(),
        leads.size(),
        (int) useful,
        leads,
        busiestDay(orders));
  }

  private boolean foresees(CreateWorkOrder order, KnownFailure failure) {
    return order.thingId().equals(failure.thingId())
        && (failure.failureMode() == null || failure.failureMode().equals(order.failureMode()))
        && !order.at().isAfter(failure.at())
        && !order.at().plus(horizon).isBefore(failure.at());
  }

  private static Map<String, Long> byRule(List<CreateWorkOrder> orders) {
    return orders.stream()
        .collect(
            Collectors.groupingBy(CreateWorkOrder::ruleId, TreeMap::new, Collectors.counting()));
  }

  private static Map<String, Long> busiestDay(List<CreateWorkOrder> orders) {
    Map<String, Long> perDay =
        orders.stream()
            .collect(
                Collectors.groupingBy(
                    o -> o.ruleId() + '\n' + o.at().atZone(ZoneOffset.UTC).toLocalDate(),
                    Collectors.counting()));
    Map<String, Long> busiest = new TreeMap<>();
    perDay.forEach((key, n) -> busiest.merge(key.substring(0, key.indexOf('\n')), n, Math::max));
    return busiest;
  }
}
