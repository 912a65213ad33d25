package org.twinsuite.sandbox.cmms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.cmms.Changes;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderStatus;
import org.twinsuite.connectors.cmms.WorkOrders;

/** What every dialect's feed of changes must do. */
interface ChangeFeedContract {

  CmmsStandIn system();

  /** The system's clock. */
  AtomicReference<Instant> now();

  /** A connector with these options besides its own. */
  WorkOrders connect(Map<String, String> more);

  private WorkOrders orders() {
    return connect(Map.of());
  }

  private void pass(Duration time) {
    now().updateAndGet(at -> at.plus(time));
  }

  @Test
  default void feedTellsEveryChangeOfThePlannerOnce() {
    // GIVEN
    WorkOrder created = orders().create(WorkOrdersContract.request("TS-1"));
    pass(Duration.ofHours(9));
    Planner planner =
        Planner.of(
            system(),
            new Planner.Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO),
            Planner.after(Duration.ofHours(1)),
            (asset, order) -> {});
    Changes first = orders().changedSince(null);
    // WHEN the planner starts the work within the same second
    planner.tick(now().get());
    Changes second = orders().changedSince(first.nextCursor());
    Changes none = orders().changedSince(second.nextCursor());
    pass(Duration.ofHours(2));
    planner.tick(now().get());
    Changes third = orders().changedSince(none.nextCursor());
    // THEN
    assertThat(first.orders()).containsExactly(created);
    assertThat(second.orders())
        .extracting(WorkOrder::status)
        .containsExactly(WorkOrderStatus.IN_PROGRESS);
    assertThat(none.orders()).isEmpty();
    assertThat(third.orders())
        .extracting(WorkOrder::status)
        .containsExactly(WorkOrderStatus.COMPLETED);
    assertThat(orders().changedSince(third.nextCursor()).orders()).isEmpty();
  }

  @Test
  default void feedPagesThroughMany() {
    // GIVEN
    List<String> references = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      references.add("TS-" + i);
      orders().create(WorkOrdersContract.request("TS-" + i));
    }
    WorkOrders small = connect(Map.of("pageSize", "10"));
    // WHEN
    Changes changes = small.changedSince(null);
    // THEN
    assertThat(changes.orders())
        .extracting(WorkOrder::reference)
        .containsExactlyInAnyOrderElementsOf(references);
    assertThat(small.changedSince(changes.nextCursor()).orders()).isEmpty();
  }

  /** A change of many at once, as an import makes it, gives them one change time. */
  @Test
  default void anOrderThatLeavesManyOfOneChangeTimeHidesNoOther() {
    // GIVEN more orders of one second than fit into a page
    List<String> references = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      references.add("TS-" + i);
      orders().create(WorkOrdersContract.request("TS-" + i));
    }
    String first = system().orders().get(0).number();
    String approved = system().terms().approved();
    WorkOrders small = connect(Map.of("pageSize", "3"));
    pass(Duration.ofMinutes(10));
    // WHEN each page moves one that was read already to the end of the list
    system().afterNextRead(() -> system().book().setStatus(first, approved, "", now().get()));
    List<WorkOrder> told = new ArrayList<>();
    Changes changes = small.changedSince(null);
    while (!changes.orders().isEmpty()) {
      told.addAll(changes.orders());
      changes = small.changedSince(changes.nextCursor());
    }
    // THEN
    assertThat(told).extracting(WorkOrder::reference).containsAll(references);
    assertThat(changes.problems()).isEmpty();
  }

  @Test
  default void anOrderThatChangesBetweenTwoPagesHidesNoOther() {
    // GIVEN orders whose change times are further apart than a commit may lag
    for (int i = 0; i < 7; i++) {
      orders().create(WorkOrdersContract.request("TS-" + i));
      pass(Duration.ofMinutes(10));
    }
    String first = system().orders().get(0).number();
    String approved = system().terms().approved();
    WorkOrders small = connect(Map.of("pageSize", "3"));
    // WHEN the first, read already, moves to the end of the list
    system().afterNextRead(() -> system().book().setStatus(first, approved, "", now().get()));
    List<WorkOrder> told = new ArrayList<>();
    Changes changes = small.changedSince(null);
    while (!changes.orders().isEmpty()) {
      told.addAll(changes.orders());
      changes = small.changedSince(changes.nextCursor());
    }
    // THEN
    assertThat(told)
        .extracting(WorkOrder::reference)
        .contains("TS-0", "TS-1", "TS-2", "TS-3", "TS-4", "TS-5", "TS-6");
    assertThat(told)
        .filteredOn(order -> order.orderNumber().equals(first))
        .last()
        .extracting(WorkOrder::changedAt)
        .isEqualTo(now().get());
  }
}
