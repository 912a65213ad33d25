package org.twinsuite.pipeline.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.pipeline.store.ParkingLot;

/** Gauges over what waits in the database; asked for at most every few seconds. */
public final class StoreMetrics {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private record Counts(
      Map<OutboxItem.State, Long> states, double oldestSeconds, double parked, Instant at) {}

  private final Outbox outbox;
  private final ParkingLot parkingLot;
  private final AtomicReference<Counts> last = new AtomicReference<>();

  private StoreMetrics(Outbox outbox, ParkingLot parkingLot) {
    this.outbox = outbox;
    this.parkingLot = parkingLot;
  }

  /** Registers the gauges. */
  public static void register(
      MeterRegistry meters, Outbox outbox, ParkingLot parkingLot, LivePack packs) {
    StoreMetrics metrics = new StoreMetrics(outbox, parkingLot);
    for (OutboxItem.State state : OutboxItem.State.values()) {
      Gauge.builder(
              "twinsuite.outbox.items",
              metrics,
              m -> m.counts().states().getOrDefault(state, 0L).doubleValue())
          .tag("state", state.name().toLowerCase(java.util.Locale.ROOT))
          .description("Actions by how far they are")
          .strongReference(true)
          .register(meters);
    }
    Gauge.builder("twinsuite.outbox.oldest", metrics, m -> m.counts().oldestSeconds())
        .baseUnit("seconds")
        .description("Age of the oldest action that still has to leave")
        .strongReference(true)
        .register(meters);
    Gauge.builder("twinsuite.parked", metrics, m -> m.counts().parked())
        .description("Items that wait for a person")
        .strongReference(true)
        .register(meters);
    FunctionCounter.builder("twinsuite.parked.suppressed", parkingLot, ParkingLot::suppressed)
        .description("Items not kept, as the share of who sent them was used up")
        .register(meters);
    Gauge.builder("twinsuite.rules.refused", packs, p -> p.problems().size())
        .description("Mistakes in the changed rule pack; 0 while it is live")
        .strongReference(true)
        .register(meters);
  }

  private Counts counts() {
    Counts known = last.get();
    Instant now = Instant.now();
    if (known != null && known.at().plus(FRESH).isAfter(now)) {
      return known;
    }
    try {
      double oldest =
          outbox
              .oldestWaiting()
              .map(at -> (double) Duration.between(at, now).toSeconds())
              .orElse(0.0);
      Counts counts = new Counts(outbox.counts(), oldest, parkingLot.count(), now);
      last.set(counts);
      return counts;
    } catch (RuntimeException unavailable) {
      return new Counts(Map.of(), Double.NaN, Double.NaN, now);
    }
  }
}
