package org.twinsuite.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.twinsuite.sandbox.cmms.CmmsOrder;
import org.twinsuite.sandbox.cmms.Planner;
import org.twinsuite.sandbox.plant.Machine;
import org.twinsuite.sandbox.plant.Plant;

/** The orders of the maintenance system, each with the forecast that stood in the twin then. */
final class OrderLog {

  private final Supplier<List<CmmsOrder>> book;
  private final Map<String, String> things = new LinkedHashMap<>();
  private final Map<String, TwinState.ForecastState> forecasts = new LinkedHashMap<>();
  private final Map<String, String> found = new LinkedHashMap<>();
  private Map<String, TwinState> states = Map.of();

  /**
   * One order, seen from both sides.
   *
   * @param thingId null if the asset belongs to no machine of the plant
   * @param forecast what the twin said when the order was first seen; null if it had none
   * @param inTwin the order in the twin; null if the twin does not show it
   * @param found the failure mode the crew found; null if not worked on or nothing was found
   */
  record Entry(
      CmmsOrder order,
      String thingId,
      TwinState.ForecastState forecast,
      TwinState.OrderInTwin inTwin,
      String found) {

    /** When the work is to begin; null if the order does not say. */
    Instant planned() {
      return order.time(Planner.Terms.MAXIMO.plannedStart());
    }

    /** The failure mode as the twin has it; empty if it does not show the order. */
    String failureMode() {
      return inTwin == null || inTwin.failureMode() == null ? "" : inTwin.failureMode();
    }
  }

  OrderLog(Plant plant, Supplier<List<CmmsOrder>> book) {
    this.book = book;
    for (Machine machine : plant.machines()) {
      things.put(machine.assetnum(), machine.thingId());
    }
  }

  /** The machine of an asset number; null if the plant has none. */
  String thingOf(String assetnum) {
    return things.get(assetnum);
  }

  /** Takes in how the twins look; new orders keep the forecast of this moment. */
  void see(Map<String, TwinState> twins) {
    states = twins;
    for (CmmsOrder order : book.get()) {
      TwinState twin = twins.get(things.get(order.assetnum()));
      if (twin != null && twin.forecast() != null) {
        forecasts.putIfAbsent(order.number(), twin.forecast());
      }
    }
  }

  /** Notes what a crew found. */
  void found(CmmsOrder order, String failureMode) {
    found.put(order.number(), failureMode);
  }

  /** What is not yet in a twin although the maintenance system had it at this time. */
  List<String> missing(Instant due) {
    List<String> missing = new ArrayList<>();
    for (Entry entry : entries()) {
      boolean known =
          entry.inTwin() != null && entry.order().status().equals(entry.inTwin().systemStatus());
      if (!known && !entry.order().changedAt().isAfter(due)) {
        missing.add(
            "order " + entry.order().number() + " as " + entry.order().status() + " in its twin");
      }
    }
    return missing;
  }

  /** All orders, oldest first. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (CmmsOrder order : book.get()) {
      String thingId = things.get(order.assetnum());
      TwinState twin = states.get(thingId);
      entries.add(
          new Entry(
              order,
              thingId,
              forecasts.get(order.number()),
              twin == null ? null : twin.orders().get(order.reference()),
              found.get(order.number())));
    }
    return entries;
  }
}
