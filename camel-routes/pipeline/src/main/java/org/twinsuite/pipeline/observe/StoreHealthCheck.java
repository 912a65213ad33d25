package org.twinsuite.pipeline.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.pipeline.store.ParkingLot;

/** Down while the outbox database does not answer; tells what waits and what is parked. */
public final class StoreHealthCheck extends AbstractHealthCheck {
  private final Outbox outbox;
  private final ParkingLot parkingLot;

  public StoreHealthCheck(Outbox outbox, ParkingLot parkingLot) {
    super("twinsuite", "outbox");
    this.outbox = outbox;
    this.parkingLot = parkingLot;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    try {
      Map<OutboxItem.State, Long> counts = outbox.counts();
      long parked = parkingLot.count();
      builder.detail(
          "waiting",
          counts.getOrDefault(OutboxItem.State.PENDING, 0L)
              + counts.getOrDefault(OutboxItem.State.EXECUTED, 0L));
      builder.detail("delivered", counts.getOrDefault(OutboxItem.State.DONE, 0L));
      builder.detail("parked", parked);
      builder.detail("parkedSuppressed", parkingLot.suppressed());
      builder.detail("degraded", parked > 0);
      outbox
          .oldestWaiting()
          .ifPresent(
              at ->
                  builder.detail(
                      "oldestWaitingSeconds", Duration.between(at, Instant.now()).toSeconds()));
      builder.up();
    } catch (RuntimeException unavailable) {
      builder.message(unavailable.getMessage()).down();
    }
  }

  /** Starting the process again would help nobody. */
  @Override
  public boolean isLiveness() {
    return false;
  }
}
