package org.twinsuite.connectors.erp;

import java.util.List;
import java.util.Optional;
import org.twinsuite.connectors.Window;
import org.twinsuite.connectors.erp.Spares.Booking;
import org.twinsuite.connectors.erp.Spares.SpareRequest;
import org.twinsuite.connectors.erp.Spares.Stock;

/**
 * What differs between ERP systems. Single attempts: {@link GuardedErp} looks up, retries and
 * breaks the circuit. Safe for concurrent use.
 */
public interface ErpDialect {

  String system();

  Stock stock(String material, String plant);

  List<Window> scheduled(String plant, String workCenter, Window span);

  /** The reservation of the request's reference and material. */
  Optional<Booking> findReservation(SpareRequest request);

  Booking submitReservation(SpareRequest request);

  /**
   * Does what a reservation still lacks after it was made, if it takes more than one call; may be
   * repeated.
   */
  default void completeReservation(Booking reservation) {}

  /** The requisition of the request's reference and material. */
  Optional<Booking> findRequisition(SpareRequest request);

  /**
   * Asks the system whether it would accept the requisition; systems without a dry run accept all.
   *
   * @throws org.twinsuite.connectors.RejectedByTarget if it would not
   */
  default void tryRequisition(SpareRequest request) {}

  Booking submitRequisition(SpareRequest request);
}
