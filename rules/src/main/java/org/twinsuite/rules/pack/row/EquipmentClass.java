package org.twinsuite.rules.pack.row;

/** How the class column of a table is matched with a thing's definition. */
final class EquipmentClass {

  private EquipmentClass() {}

  /**
   * @param definition null if the thing has none
   * @return 0 if the row does not hold; the higher, the more exactly it names the class
   */
  static int match(String row, String definition) {
    if (Limit.ANY.equals(row)) {
      return 1;
    }
    if (definition == null) {
      return 0;
    }
    if (row.equals(definition)) {
      return 3;
    }
    return definition.startsWith(row + ':') ? 2 : 0;
  }
}
