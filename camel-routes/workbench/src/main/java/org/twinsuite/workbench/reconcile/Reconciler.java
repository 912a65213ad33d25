package org.twinsuite.workbench.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.connectors.cmms.Changes;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.pipeline.twin.Twins;

/** Reads all things, assets and orders and compares them; changes nothing. */
public final class Reconciler {
  private static final String FIELDS =
      "thingId,definition,attributes/parent,attributes/cmms,attributes/criticality,"
          + "features/maintenance/properties/orders";
  private final Twins twins;
  private final Map<String, WorkOrders> systems;

  public Reconciler(Twins twins, Map<String, WorkOrders> systems) {
    this.twins = twins;
    this.systems = systems;
  }

  /**
   * One report for each system, and {@code unassigned} machines that name no system in a last one.
   *
   * @throws org.twinsuite.connectors.ConnectorFailure when a system does not answer
   */
  public List<Reconciliation> reconcile() {
    List<ReconcileThing> things = twins.search(FIELDS).stream().map(Reconciler::thing).toList();
    List<Reconciliation> reports = new ArrayList<>();
    systems.forEach(
        (name, system) ->
            reports.add(
                Reconciliation.of(name, things, system.assets().orElse(null), orders(system))));
    List<String> unassigned =
        things.stream()
            .filter(thing -> thing.machine() && !systems.containsKey(thing.system()))
            .map(
                thing ->
                    thing.thingId()
                        + (thing.system() == null
                            ? " names no system"
                            : " names the system " + thing.system() + ", which is not configured"))
            .toList();
    if (!unassigned.isEmpty()) {
      reports.add(
          new Reconciliation(
              "no configured system", unassigned, List.of(), List.of(), List.of(), true));
    }
    return reports;
  }

  private static List<WorkOrder> orders(WorkOrders system) {
    List<WorkOrder> orders = new ArrayList<>();
    String cursor = null;
    Changes changes;
    do {
      changes = system.changedSince(cursor);
      orders.addAll(changes.orders());
      cursor = changes.nextCursor();
    } while (!changes.orders().isEmpty());
    return orders;
  }

  private static ReconcileThing thing(JsonObject thing) {
    Set<String> orders = new HashSet<>();
    thing
        .getValue(JsonPointer.of("features/maintenance/properties/orders"))
        .filter(JsonValue::isObject)
        .ifPresent(found -> found.asObject().getKeys().forEach(key -> orders.add(key.toString())));
    return new ReconcileThing(
        text(thing, "thingId"),
        text(thing, "definition") != null && text(thing, "attributes/parent") != null,
        text(thing, "attributes/cmms/system"),
        text(thing, "attributes/cmms/site"),
        assetnum(thing),
        text(thing, "attributes/cmms/functionalLocation"),
        text(thing, "attributes/criticality"),
        orders);
  }

  private static String assetnum(JsonObject thing) {
    String equipment = text(thing, "attributes/cmms/equipment");
    return equipment == null
        ? text(thing, "attributes/cmms/assetnum")
        : equipment.replaceFirst("^0+(?=[0-9]+$)", "");
  }

  private static String text(JsonObject thing, String pointer) {
    return thing
        .getValue(JsonPointer.of(pointer))
        .filter(value -> value.isString() || value.isNumber())
        .map(value -> value.isString() ? value.asString() : value.toString())
        .orElse(null);
  }
}
