package org.twinsuite.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.engine.EngineOptions;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.RulePack;

/** Facts of many things in the order of time through the standard rule pack. */
final class PrescriptionsReplay {

  private final List<Fact> facts = new ArrayList<>();

  void thing(String thingId, String equipmentClass, String parent, Instant start) {
    facts.add(new ThingContext(thingId, equipmentClass, parent, Map.of(), Map.of(), start, 0));
  }

  void sample(
      String thingId, String feature, double value, String unit, Instant at, long revision) {
    facts.add(new Measurement(thingId, feature, value, unit, null, at, revision));
  }

  void add(List<Fact> more) {
    facts.addAll(more);
  }

  /** All orders, in the order of time. */
  List<CreateWorkOrder> orders() {
    facts.sort(Comparator.comparing(Fact::at));
    List<CreateWorkOrder> orders = new ArrayList<>();
    try (RuleEngine engine =
        RuleEngine.open(RulePack.standard(), List.of(), EngineOptions.defaults())) {
      for (Fact fact : facts) {
        for (Action action : engine.handle(fact).actions()) {
          if (action instanceof CreateWorkOrder order) {
            orders.add(order);
          }
        }
      }
    }
    return orders;
  }
}
