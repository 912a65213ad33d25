package org.twinsuite.workbench.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.twinsuite.connectors.cmms.Asset;
import org.twinsuite.connectors.cmms.WorkOrder;

/**
 * Where twins and one maintenance system do not tell the same.
 *
 * @param system name of the maintenance system
 * @param thingsWithoutAsset machines that name an asset the system does not have, with the asset;
 *     those that stand at a functional location only are not asked for one
 * @param assetsWithoutThing assets no machine names; empty when the system cannot list assets
 * @param criticality machines whose criticality differs from their asset's
 * @param unknownOrders numbers of orders with the suite's reference that no twin shows
 * @param assetsListed whether the system can list its assets
 */
public record Reconciliation(
    String system,
    List<String> thingsWithoutAsset,
    List<String> assetsWithoutThing,
    List<String> criticality,
    List<String> unknownOrders,
    boolean assetsListed) {

  /**
   * Compares.
   *
   * @param things all things, also those of other systems
   * @param assets {@code null} when the system cannot list them
   * @param orders all orders that carry one of the suite's references
   */
  static Reconciliation of(
      String system,
      Collection<ReconcileThing> things,
      Collection<Asset> assets,
      Collection<WorkOrder> orders) {
    List<ReconcileThing> own = things.stream().filter(t -> system.equals(t.system())).toList();
    List<String> withoutAsset = new ArrayList<>();
    List<String> differing = new ArrayList<>();
    Set<Asset> named = new HashSet<>();
    Map<String, Asset> byNumber = new HashMap<>();
    if (assets != null) {
      assets.forEach(asset -> byNumber.put(asset.assetnum(), asset));
    }
    for (ReconcileThing thing : own) {
      Asset asset = thing.assetnum() == null ? null : byNumber.get(thing.assetnum());
      if (asset != null && sameSite(thing, asset)) {
        named.add(asset);
        if (thing.criticality() != null
            && asset.criticality() != null
            && !thing.criticality().equals(asset.criticality())) {
          differing.add(
              "%s is %s, asset %s is %s"
                  .formatted(
                      thing.thingId(), thing.criticality(), asset.assetnum(), asset.criticality()));
        }
      } else if (thing.assetnum() == null ? thing.functionalLocation() == null : assets != null) {
        withoutAsset.add(thing.thingId() + " names " + place(thing));
      }
    }
    Set<String> shown = new HashSet<>();
    things.forEach(thing -> shown.addAll(thing.orders()));
    return new Reconciliation(
        system,
        withoutAsset,
        assets == null
            ? List.of()
            : assets.stream()
                .filter(asset -> !named.contains(asset))
                .map(asset -> asset.assetnum() + ' ' + asset.name())
                .toList(),
        differing,
        orders.stream()
            .filter(order -> !shown.contains(order.reference()))
            .map(order -> order.orderNumber() + " (" + order.reference() + ")")
            .toList(),
        assets != null);
  }

  /** Whether both tell the same. */
  public boolean clean() {
    return thingsWithoutAsset.isEmpty()
        && assetsWithoutThing.isEmpty()
        && criticality.isEmpty()
        && unknownOrders.isEmpty();
  }

  /** Lines for a person. */
  public String toText() {
    StringBuilder text =
        new StringBuilder(system + (clean() && assetsListed ? ": no difference" : ":") + '\n');
    if (!assetsListed) {
      text.append("  assets: not listed by this system, so only orders were compared\n");
    }
    if (clean() && !assetsListed) {
      text.append("  orders: no difference\n");
    }
    lines(text, "machines whose asset is not there", thingsWithoutAsset);
    lines(text, "assets without a thing", assetsWithoutThing);
    lines(text, "criticality that differs", criticality);
    lines(text, "orders no twin shows", unknownOrders);
    return text.toString();
  }

  private static void lines(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("  ").append(title).append(" (").append(lines.size()).append(")\n");
      lines.forEach(line -> text.append("    ").append(line).append('\n'));
    }
  }

  private static boolean sameSite(ReconcileThing thing, Asset asset) {
    return thing.site() == null || asset.site() == null || thing.site().equals(asset.site());
  }

  private static String place(ReconcileThing thing) {
    return thing.assetnum() == null
        ? "no asset"
        : "asset " + thing.assetnum() + (thing.site() == null ? "" : " of site " + thing.site());
  }
}
