package org.twinsuite.connectors.cmms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {

  private static final Instant T = Instant.parse("2026-03-01T06:00:00Z");

  private final List<WorkOrder> system = new ArrayList<>();

  private static WorkOrder order(int number, Instant at) {
    return new WorkOrder(
        "TS-" + number, "" + number, WorkOrderStatus.APPROVED, "APPR", at, "/" + number);
  }

  private Iterator<WorkOrder> query(Instant from) {
    return system.stream()
        .filter(order -> from == null || !order.changedAt().isBefore(from))
        .sorted(Comparator.comparing(WorkOrder::changedAt))
        .iterator();
  }

  @Test
  void aCommitThatLagsBehindItsTimeIsNotMissed() {
    // GIVEN
    ChangeFeed feed = new ChangeFeed(Duration.ofSeconds(10), 100);
    system.add(order(1, T));
    Changes first = feed.read(null, this::query);
    // WHEN an order appears with an earlier time
    system.add(order(2, T.minusSeconds(5)));
    Changes second = feed.read(first.nextCursor(), this::query);
    // THEN
    assertThat(second.orders()).extracting(WorkOrder::reference).containsExactly("TS-2");
    assertThat(feed.read(second.nextCursor(), this::query).orders()).isEmpty();
  }

  @Test
  void manyChangesOfOneInstantArriveInPortions() {
    // GIVEN
    ChangeFeed feed = new ChangeFeed(Duration.ZERO, 10);
    for (int i = 0; i < 35; i++) {
      system.add(order(i, T));
    }
    // WHEN
    List<WorkOrder> all = new ArrayList<>();
    String cursor = null;
    for (int i = 0; i < 4; i++) {
      Changes changes = feed.read(cursor, this::query);
      assertThat(changes.orders()).hasSizeLessThanOrEqualTo(10);
      all.addAll(changes.orders());
      cursor = changes.nextCursor();
    }
    // THEN
    assertThat(all).containsExactlyInAnyOrderElementsOf(system);
  }

  @Test
  void theCursorForgetsWhatIsLongPast() {
    // GIVEN
    ChangeFeed feed = new ChangeFeed(Duration.ofSeconds(10), 1000);
    for (int i = 0; i < 500; i++) {
      system.add(order(i, T.plusSeconds(60L * i)));
    }
    // WHEN, THEN
    assertThat(feed.read(null, this::query).nextCursor()).hasSizeLessThan(40);
  }

  @Test
  void nothingSeenGivesNoCursor() {
    assertThat(new ChangeFeed(Duration.ZERO, 10).read(null, this::query).nextCursor()).isNull();
  }

  @Test
  void aForeignCursorIsRefused() {
    assertThatThrownBy(() -> new ChangeFeed(Duration.ZERO, 10).read("page=2", this::query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("page=2");
  }
}
