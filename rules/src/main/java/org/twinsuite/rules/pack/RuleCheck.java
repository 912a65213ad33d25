package org.twinsuite.rules.pack;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.twinsuite.rules.table.TableError;

/** Whether tables and rules of a pack fit together. */
final class RuleCheck {

  private RuleCheck() {}

  static void everyLimitHasARule(
      Tables tables, Map<String, RuleInfo> rules, List<TableError> errors) {
    for (Limit limit : tables.limits()) {
      if (!rules.containsKey(limit.ruleId())) {
        errors.add(
            new TableError(
                limit.origin(),
                "",
                "",
                "no rule has @ruleId("
                    + limit.ruleId()
                    + "); known are "
                    + new TreeSet<>(rules.keySet())));
      }
    }
  }
}
