package org.twinsuite.app.planner;

import java.util.Map;
import org.twinsuite.app.pack.LivePack;
import org.twinsuite.app.store.Decisions;
import org.twinsuite.app.store.Episodes;
import org.twinsuite.app.store.Ladder;
import org.twinsuite.app.store.Outbox;
import org.twinsuite.app.store.ParkedItem;
import org.twinsuite.app.store.ParkingLot;

/**
 * What the planner's pages read and change.
 *
 * @param telemetry takes a parked message again; throws when it cannot be taken now
 * @param change takes a parked twin change again; throws when it cannot be taken now
 */
public record PlannerParts(
    Outbox outbox,
    Episodes episodes,
    Decisions decisions,
    Ladder ladder,
    ParkingLot parkingLot,
    LivePack packs,
    Taker telemetry,
    Taker change) {

  /** Takes a parked item again. */
  @FunctionalInterface
  public interface Taker {
    void take(ParkedItem item) throws Exception;
  }

  Prescriptions prescriptions() {
    return new Prescriptions(outbox, episodes, decisions);
  }

  ParkedRetry retry() {
    return new ParkedRetry(
        parkingLot,
        Map.of("outbox", item -> {}, "telemetry", telemetry::take, "change", change::take));
  }
}
