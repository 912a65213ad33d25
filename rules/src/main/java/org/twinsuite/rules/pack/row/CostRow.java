package org.twinsuite.rules.pack.row;

/**
 * One row of table {@code costs}: what a job and what a failure cost, for the choice of when.
 *
 * @param equipmentClass as in {@link Limit}
 * @param failureMode as in {@link OrderTerms}
 * @param criticality {@code attributes/criticality} of the thing, or {@code *} for every one
 * @param costs all in one currency
 * @param currency for people; empty if the numbers are only relative
 * @param origin file and row
 */
public record CostRow(
    String equipmentClass,
    String failureMode,
    String criticality,
    WorkCosts costs,
    String currency,
    String origin) {

  /**
   * How exactly the row names a case: failure mode before class before criticality.
   *
   * @param thingsClass may be null
   * @param thingsCriticality null or empty if the thing has none
   * @return 0 if it does not hold
   */
  int match(String thingsClass, String mode, String thingsCriticality) {
    int byClass = EquipmentClass.match(equipmentClass, thingsClass);
    boolean named = failureMode.equals(mode);
    boolean critical = criticality.equals(thingsCriticality);
    if (byClass == 0
        || !named && !Limit.ANY.equals(failureMode)
        || !critical && !Limit.ANY.equals(criticality)) {
      return 0;
    }
    return 2 * byClass + (named ? 8 : 0) + (critical ? 1 : 0);
  }
}
