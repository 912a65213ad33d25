package org.twinsuite.rules.autonomy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the orders and messages of a day. A thing may spend a share of the rule's budget, a tenant
 * all of it; what a thing raises beyond its share does not count for its tenant. A rule is over its
 * budget everywhere only once at least two tenants, and half of those it raised orders in, have
 * spent it: then the rule is at fault and not what one of them sends.
 */
final class OrderBudget {

  private static final int SHARES = 5;
  private static final int LEAST_SHARE = 2;
  private static final int TENANTS = 2;

  /**
   * A budget that is spent.
   *
   * @param why for people
   */
  record Spent(LevelScope scope, String why) {}

  private final Map<String, Integer> orders;
  private final Map<String, Set<String>> spent = new HashMap<>();
  private final Map<String, LocalDate> days;
  private LocalDate day;

  OrderBudget(AutonomyState stored) {
    orders = new HashMap<>(stored.orders());
    stored.spent().forEach((rule, tenants) -> spent.put(rule, new HashSet<>(tenants)));
    day = stored.day();
    days = new HashMap<>(stored.days());
  }

  /** What a thing may spend of a budget. */
  static int share(int budget) {
    return Math.min(budget, Math.max(LEAST_SHARE, (budget + SHARES - 1) / SHARES));
  }

  /** One more order that cannot do harm, because its rule is in shadow. */
  void record(String ruleId, Instant at) {
    today(at);
    orders.merge(ruleId, 1, Integer::sum);
  }

  /** One more order; returns the budgets that it overspends, the thing's or tenant's first. */
  List<Spent> count(String ruleId, int budget, String thingId, Instant at) {
    record(ruleId, at);
    LevelScope thing = LevelScope.thing(ruleId, thingId);
    LocalDate today = todayOf(thing.tenant(), at);
    int share = share(budget);
    if (orders.merge(thing.key(), 1, Integer::sum) > share) {
      orders.put(thing.key(), Math.min(1, share));
      return List.of(new Spent(thing, why(share, today)));
    }
    LevelScope tenant = LevelScope.tenantOf(ruleId, thingId);
    if (orders.merge(tenant.key(), 1, Integer::sum) <= budget) {
      return List.of();
    }
    orders.put(tenant.key(), 1);
    List<Spent> over = new ArrayList<>(List.of(new Spent(tenant, why(budget, today))));
    Set<String> tenants = spent.computeIfAbsent(ruleId, key -> new HashSet<>());
    tenants.add(tenant.tenant());
    String prefix = new LevelScope(ruleId, "", null).key();
    long raising = orders.keySet().stream().filter(key -> key.startsWith(prefix)).count();
    if (tenants.size() >= TENANTS && 2L * tenants.size() >= raising) {
      String why =
          "more than %d orders on %s in each of %d of %d tenants"
              .formatted(budget, today, tenants.size(), raising);
      over.add(new Spent(LevelScope.everywhere(ruleId), why));
      spent.remove(ruleId);
    }
    return over;
  }

  private static String why(int budget, LocalDate day) {
    return "more than " + budget + " orders on " + day;
  }

  private void today(Instant at) {
    LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
    if (day == null || today.isAfter(day)) {
      day = today;
      orders.keySet().removeIf(key -> LevelScope.parse(key).tenant() == null);
    }
  }

  /** The day of a tenant; as a new one begins its counts and those of its things end. */
  private LocalDate todayOf(String tenant, Instant at) {
    LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
    LocalDate known = days.get(tenant);
    if (known != null && !today.isAfter(known)) {
      return known;
    }
    days.put(tenant, today);
    orders.keySet().removeIf(key -> tenant.equals(LevelScope.parse(key).tenant()));
    spent.values().forEach(tenants -> tenants.remove(tenant));
    return today;
  }

  Map<String, LocalDate> days() {
    return Map.copyOf(days);
  }

  LocalDate day() {
    return day;
  }

  Map<String, Integer> orders() {
    return Map.copyOf(orders);
  }

  Map<String, Set<String>> spent() {
    Map<String, Set<String>> copy = new HashMap<>();
    spent.forEach((rule, tenants) -> copy.put(rule, Set.copyOf(tenants)));
    return copy;
  }
}
