package org.twinsuite.workbench.planner;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.twinsuite.pipeline.order.StatusBack;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.Decisions;
import org.twinsuite.pipeline.store.Episodes;
import org.twinsuite.pipeline.store.Ladder;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.json.RulesJson;

/**
 * What the planner's pages read and change.
 *
 * @param telemetry takes a parked message again; throws when it cannot be taken now
 * @param change takes a parked twin change again; throws when it cannot be taken now
 * @param orderState brings a parked state of an order back; throws when it cannot now
 */
public record PlannerParts(
    Outbox outbox,
    Episodes episodes,
    Decisions decisions,
    Ladder ladder,
    ParkingLot parkingLot,
    LivePack packs,
    Taker telemetry,
    Taker change,
    Taker orderState) {

  /** Takes a parked item again. */
  @FunctionalInterface
  public interface Taker {
    void take(ParkedItem item) throws Exception;
  }

  /**
   * What people were told.
   *
   * @param state whether it was sent, waits, or was only recorded (shadow)
   */
  record Message(
      Instant at,
      String thing,
      String channel,
      String text,
      OutboxItem.State state,
      String reference) {}

  /** The newest messages to people, newest first, also those to channels nobody configured. */
  List<Message> messages() {
    return outbox
        .newest(
            Notify.class.getSimpleName(),
            EnumSet.allOf(OutboxItem.State.class),
            Prescriptions.LIMIT)
        .stream()
        .map(
            item -> {
              Notify told = (Notify) RulesJson.read(item.body(), Action.class);
              return new Message(
                  told.at(),
                  told.thingId(),
                  told.channel(),
                  told.text(),
                  item.state(),
                  item.reference());
            })
        .toList();
  }

  Prescriptions prescriptions() {
    return new Prescriptions(outbox, episodes, decisions);
  }

  ParkedRetry retry() {
    return new ParkedRetry(
        parkingLot,
        Map.of(
            "outbox",
            item -> {},
            "telemetry",
            telemetry::take,
            "change",
            change::take,
            StatusBack.PARKED_AS,
            orderState::take));
  }
}
