package org.twinsuite.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.twinsuite.sandbox.plant.Fault;

/**
 * One machine, what was wrong with it, and what was ordered for it.
 *
 * @param fault null for a sound machine
 * @param orders orders about the fault, oldest first; of a sound machine all orders
 * @param signals orders about missing signals, which a machine that fell silent also gets
 */
record Case(
    String thingId, Fault fault, List<OrderLog.Entry> orders, List<OrderLog.Entry> signals) {

  /** Failure mode of the rules' orders for signals that stopped coming. */
  static final String SIGNAL_LOST = "sensor-loss";

  /** Part of life in which an order is called a false alarm where the onset is not known. */
  private static final double EARLY_LIFE = 0.4;

  static Case of(String thingId, Fault fault, List<OrderLog.Entry> all) {
    List<OrderLog.Entry> mine =
        all.stream().filter(entry -> thingId.equals(entry.thingId())).toList();
    boolean sensor = fault == null || fault.instrument();
    return new Case(
        thingId,
        fault,
        mine.stream().filter(entry -> sensor || !signalLost(entry)).toList(),
        mine.stream().filter(entry -> !sensor && signalLost(entry)).toList());
  }

  /** Whether there is a machine failure to be foreseen. */
  boolean machineFailure() {
    return fault != null && !fault.instrument();
  }

  /** Time from an order to the failure; negative if the order came after it. */
  Duration lead(OrderLog.Entry entry) {
    return Duration.between(entry.order().createdAt(), fault.failure());
  }

  /** Whether the first order wants the work to begin before the failure. */
  boolean plannedInTime() {
    return !orders.isEmpty()
        && orders.get(0).planned() != null
        && orders.get(0).planned().isBefore(fault.failure());
  }

  /** Whether an order came before anything was wrong, as far as the ground truth tells. */
  boolean falseAlarm(OrderLog.Entry entry, Instant start) {
    if (fault == null) {
      return true;
    }
    Instant created = entry.order().createdAt();
    if (fault.onset() != null) {
      return created.isBefore(fault.onset());
    }
    double life = Duration.between(start, fault.failure()).toSeconds();
    return Duration.between(start, created).toSeconds() < EARLY_LIFE * life;
  }

  private static boolean signalLost(OrderLog.Entry entry) {
    return entry.failureMode().equals(SIGNAL_LOST);
  }
}
