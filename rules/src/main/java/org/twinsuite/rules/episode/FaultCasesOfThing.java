package org.twinsuite.rules.episode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.StockLevel;

/** All failure modes of one thing, the orders others raised for it, and the stock of its parts. */
final class FaultCasesOfThing {

  private static final int ORDERS = 32;
  private static final Comparator<FaultCase> OLDEST =
      Comparator.comparing((FaultCase c) -> c.episode().openedAt())
          .thenComparing(FaultCase::failureMode);

  private final List<FaultCase> cases = new ArrayList<>(2);
  private Map<String, OpenWorkOrder> orders = Map.of();
  private Map<String, StockLevel> stock = Map.of();

  List<FaultCase> cases() {
    return cases;
  }

  /**
   * The open episode with an order on which findings of this case are noted; null if none. Of
   * several the one they are noted on already, then the oldest: which one was stored or loaded
   * first must not decide.
   */
  FaultCase host(FaultCase c) {
    FaultCase host = null;
    for (FaultCase other : cases) {
      if (c.joins(other)
          && other.open()
          && other.ordered()
          && (host == null || isBefore(c, other, host))) {
        host = other;
      }
    }
    return host;
  }

  private static boolean isBefore(FaultCase c, FaultCase one, FaultCase other) {
    boolean noted = c.hosts(one.episode());
    return noted == c.hosts(other.episode()) ? OLDEST.compare(one, other) < 0 : noted;
  }

  /** As {@link EpisodeRegistry#modeOf}. */
  Optional<String> modeOf(String ruleId, String model) {
    return cases.stream()
        .filter(c -> c.open() || c.orderClosedAt().isPresent())
        .filter(c -> c.episode().ruleId().equals(ruleId) && restsOn(c.episode(), model))
        .max(OLDEST)
        .map(FaultCase::failureMode);
  }

  private static boolean restsOn(Episode e, String model) {
    return e.model() != null && e.model().startsWith(model + '@');
  }

  /** Somebody else's open order for this failure mode; null if there is none. */
  String orderFor(String failureMode) {
    for (OpenWorkOrder order : orders.values()) {
      if (order.open()
          && (order.failureMode() == null || order.failureMode().equals(failureMode))) {
        return order.orderNumber();
      }
    }
    return null;
  }

  /** Takes what is newer than what is known; returns whether it is. */
  boolean accept(OpenWorkOrder order) {
    OpenWorkOrder known = orders.get(order.orderNumber());
    if (known != null && !isNewer(order, known)) {
      return false;
    }
    if (orders.isEmpty()) {
      orders = new LinkedHashMap<>(4);
    }
    orders.remove(order.orderNumber());
    orders.put(order.orderNumber(), order);
    if (orders.size() > ORDERS) {
      orders.remove(orders.keySet().iterator().next());
    }
    return true;
  }

  private static boolean isNewer(OpenWorkOrder order, OpenWorkOrder known) {
    return order.at().isAfter(known.at())
        || order.at().equals(known.at()) && order.revision() > known.revision();
  }

  /** Takes what is newer than what is known; returns whether it is. */
  boolean accept(StockLevel level) {
    StockLevel known = stock.get(level.part());
    if (known != null && level.at().isBefore(known.at())) {
      return false;
    }
    if (stock.isEmpty()) {
      stock = new LinkedHashMap<>(2);
    }
    stock.put(level.part(), level);
    return true;
  }

  /** Null if nothing is known. */
  StockLevel stock(String part) {
    return stock.get(part);
  }
}
