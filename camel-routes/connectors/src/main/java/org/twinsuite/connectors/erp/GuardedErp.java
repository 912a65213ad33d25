package org.twinsuite.connectors.erp;

import java.util.List;
import org.twinsuite.connectors.cmms.Window;
import org.twinsuite.connectors.guard.Guard;

/**
 * A dialect behind look-up, retries and circuit breaker. Each attempt of a booking starts with the
 * look-up, so that one whose answer was lost is found and not made again.
 */
final class GuardedErp implements Erp {

  private final ErpDialect dialect;
  private final Guard guard;

  GuardedErp(ErpDialect dialect, Guard guard) {
    this.dialect = dialect;
    this.guard = guard;
  }

  @Override
  public String system() {
    return dialect.system();
  }

  @Override
  public boolean reachable() {
    return guard.closed();
  }

  @Override
  public Stock stock(String material, String plant) {
    return guard.call(() -> dialect.stock(material, plant));
  }

  @Override
  public List<Window> scheduled(String plant, String workCenter, Window span) {
    return guard.call(() -> dialect.scheduled(plant, workCenter, span));
  }

  @Override
  public Booking reserve(SpareRequest request) {
    return guard.call(
        () -> {
          Booking booking =
              dialect.findReservation(request).orElseGet(() -> dialect.submitReservation(request));
          dialect.completeReservation(booking);
          return booking;
        });
  }

  @Override
  public Booking requisition(SpareRequest request) {
    return guard.call(
        () ->
            dialect
                .findRequisition(request)
                .orElseGet(
                    () -> {
                      dialect.tryRequisition(request);
                      return dialect.submitRequisition(request);
                    }));
  }

  @Override
  public void close() {
    // The dialects hold no connections of their own.
  }
}
