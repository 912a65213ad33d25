package org.twinsuite.rules.pack.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.twinsuite.rules.pack.row.CostRow;
import org.twinsuite.rules.pack.row.Derivation;
import org.twinsuite.rules.pack.row.Limit;
import org.twinsuite.rules.pack.row.OrderTerms;
import org.twinsuite.rules.pack.row.ResponseRow;
import org.twinsuite.rules.pack.row.Tables;
import org.twinsuite.rules.table.TableError;

/** Refuses rows that hold for the very same case: which one decides would be undefined. */
final class ConflictCheck {

  private ConflictCheck() {}

  static void check(Tables tables, List<TableError> errors) {
    pairs(
        tables.limits(),
        l ->
            String.join(
                "|",
                l.kind().name(),
                l.ruleId(),
                l.equipmentClass(),
                l.source(),
                l.failureMode(),
                l.direction().name(),
                l.kind() == Limit.Kind.WINDOW ? l.minimum() + " ms" : ""),
        Limit::origin,
        "limits of rule, class, source, failure mode and direction",
        errors);
    pairs(
        tables.terms(),
        t -> t.equipmentClass() + '|' + t.failureMode(),
        OrderTerms::origin,
        "terms of class and failure mode",
        errors);
    pairs(
        tables.derivations(),
        d -> d.equipmentClass() + '|' + d.name(),
        Derivation::origin,
        "derived signals of class and name",
        errors);
    pairs(
        tables.responses(),
        r -> r.equipmentClass() + '|' + r.failureMode() + '|' + r.action() + '|' + r.target(),
        ResponseRow::origin,
        "responses of class, failure mode and target (an episode writes a target once)",
        errors);
    pairs(
        tables.costs(),
        ConflictCheck::costsOf,
        CostRow::origin,
        "costs of class, failure mode and criticality",
        errors);
  }

  private static String costsOf(CostRow row) {
    return row.equipmentClass() + '|' + row.failureMode() + '|' + row.criticality();
  }

  private static <T> void pairs(
      List<T> rows,
      Function<T, String> key,
      Function<T, String> origin,
      String what,
      List<TableError> errors) {
    Map<String, T> seen = new HashMap<>();
    for (T row : rows) {
      T other = seen.putIfAbsent(key.apply(row), row);
      if (other != null) {
        errors.add(
            new TableError(
                origin.apply(row),
                "",
                "",
                "contradicts "
                    + origin.apply(other)
                    + ": both are "
                    + what
                    + " "
                    + key.apply(row).replace('|', ' ')
                    + "; delete one"));
      }
    }
  }
}
