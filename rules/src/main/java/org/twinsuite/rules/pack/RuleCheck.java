package org.twinsuite.rules.pack;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.twinsuite.rules.table.TableError;

/** Whether tables and rules of a pack fit together. */
final class RuleCheck {

  private RuleCheck() {}

  static void everyRowHasARule(
      Tables tables, Map<String, RuleInfo> rules, List<TableError> errors) {
    tables.limits().forEach(limit -> check(limit.ruleId(), limit.origin(), rules, errors));
    tables.responses().forEach(row -> check(row.ruleId(), row.origin(), rules, errors));
  }

  private static void check(
      String ruleId, String origin, Map<String, RuleInfo> rules, List<TableError> errors) {
    if (!rules.containsKey(ruleId)) {
      errors.add(
          new TableError(
              origin,
              "",
              "",
              "no rule has @ruleId(" + ruleId + "); known are " + new TreeSet<>(rules.keySet())));
    }
  }
}
