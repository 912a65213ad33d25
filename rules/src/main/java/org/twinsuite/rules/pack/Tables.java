package org.twinsuite.rules.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The decision tables of a pack. Of the rows of one rule (and failure mode) those that name the
 * equipment class most exactly win.
 */
public record Tables(List<Limit> limits, List<OrderTerms> terms) {

  public Tables {
    limits = List.copyOf(limits);
    terms = List.copyOf(terms);
  }

  /** Rows that hold for this class; the class may be null. */
  public List<Limit> limitsFor(String equipmentClass) {
    Map<String, Integer> best = new HashMap<>();
    for (Limit limit : limits) {
      best.merge(
          key(limit), EquipmentClass.match(limit.equipmentClass(), equipmentClass), Math::max);
    }
    List<Limit> found = new ArrayList<>();
    for (Limit limit : limits) {
      int match = EquipmentClass.match(limit.equipmentClass(), equipmentClass);
      if (match > 0 && match == best.get(key(limit))) {
        found.add(limit);
      }
    }
    return found;
  }

  /** Terms for the failure mode; null if no row holds. */
  public OrderTerms termsFor(String equipmentClass, String failureMode) {
    OrderTerms found = null;
    int best = 0;
    for (OrderTerms row : terms) {
      int match = EquipmentClass.match(row.equipmentClass(), equipmentClass);
      boolean named = row.failureMode().equals(failureMode);
      if (match == 0 || !named && !Limit.ANY.equals(row.failureMode())) {
        continue;
      }
      // a named failure mode beats a named class: it carries the failure code
      int rank = match + (named ? 4 : 0);
      if (rank > best) {
        best = rank;
        found = row;
      }
    }
    return found;
  }

  private static String key(Limit limit) {
    return limit.ruleId() + '|' + limit.source();
  }
}
