package org.twinsuite.connectors.erp;

import java.util.List;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.Window;
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
    Booking booking =
        guard.createOnce(
            () -> dialect.findReservation(request),
            () -> numbered(dialect.submitReservation(request)));
    return guard.call(
        () -> {
          dialect.completeReservation(booking);
          return booking;
        });
  }

  @Override
  public Booking requisition(SpareRequest request) {
    return guard.createOnce(
        () -> dialect.findRequisition(request),
        () -> {
          dialect.tryRequisition(request);
          return numbered(dialect.submitRequisition(request));
        });
  }

  private Booking numbered(Booking booking) {
    if (booking.number().isBlank()) {
      throw RetryableFailure.noAnswer(system(), "the number of the booking");
    }
    return booking;
  }

  @Override
  public void close() {
    // The dialects hold no connections of their own.
  }
}
