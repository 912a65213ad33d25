package org.twinsuite.rules.pack;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.twinsuite.rules.pack.row.CostRow;
import org.twinsuite.rules.pack.row.Limit;
import org.twinsuite.rules.pack.row.OrderTerms;
import org.twinsuite.rules.pack.row.ResponseRow;
import org.twinsuite.rules.pack.row.Tables;
import org.twinsuite.rules.table.TableError;

/** Whether what the rows of a pack name is there: rules, terms and failure modes. */
final class ReferenceCheck {

  private final Tables tables;
  private final List<TableError> errors;

  ReferenceCheck(Tables tables, List<TableError> errors) {
    this.tables = tables;
    this.errors = errors;
  }

  void everyLimitHasTerms() {
    for (Limit limit : tables.limits()) {
      if (tables.termsFor(limit.equipmentClass(), limit.failureMode()) == null) {
        error(
            limit.origin(),
            "table orders has no row for class "
                + limit.equipmentClass()
                + " and failure mode "
                + limit.failureMode());
      }
    }
  }

  void everyRowHasARule(Map<String, RuleInfo> rules) {
    tables.limits().forEach(limit -> rule(limit.ruleId(), limit.origin(), rules));
    tables.responses().forEach(row -> rule(row.ruleId(), row.origin(), rules));
  }

  private void rule(String ruleId, String origin, Map<String, RuleInfo> rules) {
    if (!rules.containsKey(ruleId)) {
      error(
          origin,
          "no rule has @ruleId(" + ruleId + "); known are " + new TreeSet<>(rules.keySet()));
    }
  }

  /**
   * A row for a failure mode that nothing finds is never used; most often it is misspelt.
   *
   * @param drl sources of the rules, which may name failure modes in quotes
   */
  void everyFailureModeIsFound(Collection<String> drl) {
    Set<String> found = new HashSet<>(Set.of(Limit.ANY));
    tables.limits().forEach(limit -> found.add(limit.failureMode()));
    tables.terms().forEach(terms -> found.add(terms.failureMode()));
    for (ResponseRow row : tables.responses()) {
      mode(row.failureMode(), "failureMode", row.origin(), found, drl);
    }
    for (CostRow row : tables.costs()) {
      mode(row.failureMode(), "failureMode", row.origin(), found, drl);
    }
    for (OrderTerms row : tables.terms()) {
      row.joins().forEach(joined -> mode(joined, "joins", row.origin(), found, drl));
    }
  }

  private void mode(
      String mode, String column, String origin, Set<String> found, Collection<String> drl) {
    if (!found.contains(mode) && drl.stream().noneMatch(text -> text.contains('"' + mode + '"'))) {
      error(
          origin,
          column
              + ": nothing finds failure mode "
              + mode
              + ", so the row is never used; known are "
              + new TreeSet<>(found));
    }
  }

  private void error(String origin, String message) {
    errors.add(new TableError(origin, "", "", message));
  }
}
