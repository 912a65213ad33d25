package org.twinsuite.connectors.erp;

import java.math.BigDecimal;

/** What a plant has in stock. Failures as in {@link org.twinsuite.connectors.ConnectorFailure}. */
public interface Spares {

  /**
   * Unrestricted stock of a material in a plant, all storage locations together. Reservations are
   * not taken off.
   *
   * @return zero with an empty unit if the plant has none
   */
  Stock stock(String material, String plant);

  /**
   * @param quantity in {@code unit}, the material's base unit
   */
  record Stock(String material, String plant, BigDecimal quantity, String unit) {}
}
