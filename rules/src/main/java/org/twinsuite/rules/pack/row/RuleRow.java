package org.twinsuite.rules.pack.row;

/**
 * One row of table {@code rules}: who answers for a rule, how far it may go, and who decides when
 * it finds something.
 *
 * @param ruleId unique within the pack
 * @param name for people
 * @param version that its owner gave it
 * @param owner who answers for it, and the channel that is notified
 * @param level autonomy level it starts on, in small letters
 * @param budget most orders a day
 * @param judged who decides
 * @param origin file and row
 */
public record RuleRow(
    String ruleId,
    String name,
    String version,
    String owner,
    String level,
    int budget,
    Judged judged,
    String origin) {

  /** Who decides when a rule finds something and when that is over. */
  public enum Judged {
    /** Each row of limits by itself. */
    LIMITS,
    /** Each row of limits; where signs name the fault, under that name. */
    SIGNS,
    /** Rules in DRL that join several detectors. */
    JOINS
  }
}
