package org.twinsuite.workbench.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.cmms.Asset;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderStatus;

class ReconciliationTest {

  @Test
  void findsEachKindOfDifference() {
    // GIVEN
    List<ReconcileThing> things =
        List.of(
            thing("t:1", "A", "P1", "1", "TS1"),
            thing("t:2", "A", "P2", null),
            thing("t:3", "B", "P1", null),
            thing("t:4", "A", null, null));
    List<Asset> assets =
        List.of(new Asset("A", "P1", "Pump", "2"), new Asset("A", "P9", "Fan", null));
    List<WorkOrder> orders = List.of(order("TS1"), order("TS2"));

    // WHEN
    Reconciliation report = Reconciliation.of("eam", things, assets, orders);

    // THEN
    assertThat(report.clean()).isFalse();
    assertThat(report.thingsWithoutAsset())
        .containsExactly(
            "t:2 names asset P2 of site A", "t:3 names asset P1 of site B", "t:4 names no asset");
    assertThat(report.assetsWithoutThing()).containsExactly("P9 Fan");
    assertThat(report.criticality()).containsExactly("t:1 is 1, asset P1 is 2");
    assertThat(report.unknownOrders()).containsExactly("no TS2 (TS2)");
  }

  @Test
  void saysWhenAssetsCannotBeListed() {
    Reconciliation report =
        Reconciliation.of("eam", List.of(thing("t:1", "A", "P1", null)), null, List.of());
    assertThat(report.clean()).isTrue();
    assertThat(report.toText())
        .contains("assets: not listed by this system", "orders: no difference");
  }

  @Test
  void aThingAtAFunctionalLocationNeedsNoAsset() {
    ReconcileThing placed =
        new ReconcileThing("t:1", true, "eam", "A", null, "LINE-1-P", null, Set.of());
    assertThat(Reconciliation.of("eam", List.of(placed), List.of(), List.of()).clean()).isTrue();
  }

  private static ReconcileThing thing(
      String id, String site, String assetnum, String criticality, String... orders) {
    return new ReconcileThing(id, true, "eam", site, assetnum, null, criticality, Set.of(orders));
  }

  private static WorkOrder order(String reference) {
    return new WorkOrder(
        reference, "no " + reference, WorkOrderStatus.APPROVED, "APPR", null, "href");
  }
}
