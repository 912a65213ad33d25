package org.twinsuite.rules.pack.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The decision tables of a pack. Of the rows of one rule (and failure mode) those that name the
 * equipment class most exactly win.
 *
 * @param rules by rule id
 */
public record Tables(
    List<Limit> limits,
    List<OrderTerms> terms,
    List<Derivation> derivations,
    List<ResponseRow> responses,
    List<CostRow> costs,
    Map<String, RuleRow> rules) {

  public Tables {
    limits = List.copyOf(limits);
    terms = List.copyOf(terms);
    derivations = List.copyOf(derivations);
    responses = List.copyOf(responses);
    costs = List.copyOf(costs);
    rules = Map.copyOf(rules);
  }

  /** Rows that hold for this class; the class may be null. */
  public List<Limit> limitsFor(String equipmentClass) {
    return mostExact(
        limits, Limit::equipmentClass, l -> l.ruleId() + '|' + l.source(), equipmentClass);
  }

  /** Signals to be computed for things of this class; the class may be null. */
  public List<Derivation> derivationsFor(String equipmentClass) {
    return mostExact(derivations, Derivation::equipmentClass, Derivation::name, equipmentClass);
  }

  /** What may be done at once about this failure mode. */
  public List<ResponseRow> responsesFor(String equipmentClass, String failureMode) {
    return mostExact(
        responses.stream().filter(r -> r.failureMode().equals(failureMode)).toList(),
        ResponseRow::equipmentClass,
        r -> r.action() + "|" + r.target(),
        equipmentClass);
  }

  private static <T> List<T> mostExact(
      List<T> rows, Function<T, String> rowClass, Function<T, String> key, String equipmentClass) {
    Map<String, Integer> best = new HashMap<>();
    for (T row : rows) {
      best.merge(
          key.apply(row), EquipmentClass.match(rowClass.apply(row), equipmentClass), Math::max);
    }
    List<T> found = new ArrayList<>();
    for (T row : rows) {
      int match = EquipmentClass.match(rowClass.apply(row), equipmentClass);
      if (match > 0 && match == best.get(key.apply(row))) {
        found.add(row);
      }
    }
    return found;
  }

  /**
   * Costs for the choice of when; null if no row holds.
   *
   * @param criticality null or empty if the thing has none
   */
  public CostRow costsFor(String equipmentClass, String failureMode, String criticality) {
    CostRow found = null;
    int best = 0;
    for (CostRow row : costs) {
      int match = row.match(equipmentClass, failureMode, criticality);
      if (match > best) {
        best = match;
        found = row;
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
}
