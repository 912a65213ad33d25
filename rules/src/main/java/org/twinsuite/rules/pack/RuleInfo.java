package org.twinsuite.rules.pack;

/**
 * Metadata of a rule, from the annotations in its DRL.
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

  /** Whether both have the same metadata; their names may differ. */
  boolean saysTheSame(RuleInfo other) {
    return version.equals(other.version)
        && owner.equals(other.owner)
        && autonomy == other.autonomy
        && budget == other.budget;
  }
}
