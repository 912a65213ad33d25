package org.twinsuite.rules.pack;

import org.twinsuite.rules.pack.row.RuleRow;

/**
 * Metadata of a rule, from table {@code rules} or from the annotations in its DRL.
 *
 * @param ruleId {@code @ruleId}
 * @param name name of the rule
 * @param version {@code @version}
 * @param owner {@code @owner}: who answers for it
 * @param autonomy {@code @autonomy}: shadow, recommend, approve or auto; new rules start in shadow
 * @param budget {@code @budget}: most orders a day
 */
public record RuleInfo(
    String ruleId, String name, String version, String owner, Autonomy autonomy, int budget) {

  static RuleInfo of(RuleRow row) {
    return new RuleInfo(
        row.ruleId(),
        row.name(),
        row.version(),
        row.owner(),
        Autonomy.parse(row.level()),
        row.budget());
  }

  /** Whether both have the same metadata; their names may differ. */
  boolean saysTheSame(RuleInfo other) {
    return version.equals(other.version)
        && owner.equals(other.owner)
        && autonomy == other.autonomy
        && budget == other.budget;
  }
}
