package org.twinsuite.connectors.erp;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * Spare parts of one ERP system. Failures as in {@link org.twinsuite.connectors.ConnectorFailure}.
 */
public interface Spares {

  /**
   * Unrestricted stock of a material in a plant, all storage locations together.
   *
   * @return zero with an empty unit if the plant has none
   */
  Stock stock(String material, String plant);

  /**
   * Reserves a part unless a reservation of the same reference and material exists, and returns the
   * existing one.
   */
  Booking reserve(SpareRequest request);

  /**
   * Asks purchasing for a part unless a requisition of the same reference and material exists, and
   * returns the existing one. Where the system has a dry run it is asked first.
   */
  Booking requisition(SpareRequest request);

  /**
   * @param quantity in {@code unit}, the material's base unit; reservations are taken off where the
   *     system reports them with the stock
   */
  record Stock(String material, String plant, BigDecimal quantity, String unit) {}

  /**
   * A part that is needed.
   *
   * @param reference the suite's reference, at most 20 characters
   * @param unit base unit of the material; {@code null} takes the unit of its stock
   * @param orderNumber maintenance order it is for; {@code null} if there is none
   * @param text one line for a person
   */
  record SpareRequest(
      String reference,
      String material,
      String plant,
      BigDecimal quantity,
      String unit,
      Instant neededBy,
      String orderNumber,
      String text) {

    public SpareRequest {
      Objects.requireNonNull(reference, "reference");
      Objects.requireNonNull(material, "material");
      Objects.requireNonNull(plant, "plant");
      Objects.requireNonNull(neededBy, "neededBy");
      if (quantity.signum() <= 0) {
        throw new IllegalArgumentException("quantity must be above 0, got " + quantity);
      }
    }
  }

  /**
   * What exists in the system.
   *
   * @param number the system's own number
   */
  record Booking(String reference, String number) {}
}
