package org.twinsuite.connectors.cmms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.SystemTime;

class ChangeFeedTest {

  private static final Instant T = Instant.parse("2026-03-01T06:00:00Z");

  private static final int PAGE = 4;

  private final List<WorkOrder> system = new ArrayList<>();
  private Runnable afterPage = () -> {};

  private static WorkOrder order(int number, Instant at) {
    return new WorkOrder(
        "TS-" + number, "" + number, WorkOrderStatus.APPROVED, "APPR", at, "/" + number);
  }

  private Iterator<ChangePage> query(Instant from) {
    return Stream.iterate(0, skip -> skip + PAGE)
        .map(skip -> page(from, skip))
        .takeWhile(page -> !page.orders().isEmpty())
        .iterator();
  }

  /** As the system is at the time of the call. */
  private ChangePage page(Instant from, int skip) {
    List<WorkOrder> page =
        system.stream()
            .filter(order -> from == null || !order.changedAt().isBefore(from))
            .sorted(
                Comparator.comparing(WorkOrder::changedAt).thenComparing(WorkOrder::orderNumber))
            .skip(skip)
            .limit(PAGE)
            .toList();
    afterPage.run();
    return new ChangePage(
        page,
        page.isEmpty() ? null : page.get(page.size() - 1).changedAt(),
        page.size() < PAGE ? null : page.get(PAGE - 1).orderNumber(),
        List.of());
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
  void anOrderThatChangesWhileTheListIsReadHidesNoOther() {
    // GIVEN
    ChangeFeed feed = new ChangeFeed(Duration.ofSeconds(10), 1000);
    for (int i = 0; i < 20; i++) {
      system.add(order(i, T.plusSeconds(60L * i)));
    }
    // WHEN after each page an order that was read moves to the end
    AtomicInteger changed = new AtomicInteger();
    afterPage =
        () -> {
          int moved = changed.getAndIncrement();
          if (moved < 4) {
            system.set(moved, order(moved, T.plusSeconds(10_000 + moved)));
          }
        };
    List<WorkOrder> told = feed.read(null, this::query).orders();
    // THEN
    assertThat(told)
        .extracting(WorkOrder::reference)
        .containsAll(system.stream().map(WorkOrder::reference).toList());
    assertThat(told).containsAll(system);
  }

  @Property(tries = 200)
  void everyOrderIsToldWhateverItsTime(
      @ForAll @Size(max = 60) List<@IntRange(max = 40) Integer> minutes,
      @ForAll @IntRange(min = 1, max = 70) int limit) {
    // GIVEN several orders of one time, and times further apart than the overlap
    ChangeFeed feed = new ChangeFeed(Duration.ofSeconds(10), limit);
    List<WorkOrder> orders = new ArrayList<>();
    for (int i = 0; i < minutes.size(); i++) {
      orders.add(order(i, T.plusSeconds(60L * minutes.get(i))));
    }
    system.clear();
    system.addAll(orders);
    // WHEN
    List<WorkOrder> told = new ArrayList<>();
    Changes changes = feed.read(null, this::query);
    while (!changes.orders().isEmpty()) {
      told.addAll(changes.orders());
      changes = feed.read(changes.nextCursor(), this::query);
    }
    // THEN each once
    assertThat(told).containsExactlyInAnyOrderElementsOf(orders);
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
  void anOrderWithoutAChangeTimeIsToldAndStopsNothing() {
    // GIVEN a system that leaves the time of orders nobody touched empty, and lists them first
    ChangeFeed feed = new ChangeFeed(Duration.ofSeconds(10), 100);
    List<WorkOrder> all = List.of(order(1, null), order(2, T), order(3, null));
    ChangeQuery query =
        from ->
            List.of(
                    new ChangePage(
                        all.stream().filter(o -> from == null || o.changedAt() != null).toList(),
                        null))
                .iterator();
    // WHEN
    Changes changes = feed.read(null, query);
    // THEN
    assertThat(changes.orders()).containsExactlyElementsOf(all);
    assertThat(feed.read(changes.nextCursor(), query).orders()).isEmpty();
    // AND if there is no other
    Changes alone =
        feed.read(null, from -> List.of(new ChangePage(List.of(order(1, null)), null)).iterator());
    assertThat(
            feed.read(
                    alone.nextCursor(),
                    from -> List.of(new ChangePage(List.of(order(1, null)), null)).iterator())
                .orders())
        .isEmpty();
  }

  @Test
  void anOrderThatNeverGetsAChangeTimeIsReportedOnceForEachStatus() {
    // GIVEN a system without change times that lists all orders each time
    ChangeFeed feed = new ChangeFeed(Duration.ofSeconds(10), 100);
    List<WorkOrder> all = new ArrayList<>(List.of(order(1, T), order(2, null)));
    ChangeQuery query = from -> List.of(new ChangePage(all, null)).iterator();
    Changes first = feed.read(null, query);
    assertThat(first.orders()).hasSize(2);
    // WHEN another one appears, and one changes its status
    all.add(order(3, null));
    Changes second = feed.read(first.nextCursor(), query);
    all.set(1, new WorkOrder("TS-2", "2", WorkOrderStatus.COMPLETED, "COMP", null, "/2"));
    Changes third = feed.read(second.nextCursor(), query);
    // THEN
    assertThat(second.orders()).extracting(WorkOrder::reference).containsExactly("TS-3");
    assertThat(third.orders()).extracting(WorkOrder::reference).containsExactly("TS-2");
    assertThat(feed.read(third.nextCursor(), query).orders()).isEmpty();
  }

  @Test
  void aRowThatCannotBeReadHidesNoOther() {
    // GIVEN
    ChangePage page =
        ChangePage.of(
            List.of("1", "bad time", "broken", "4"),
            4,
            new ChangePage.RowReader<String>() {
              @Override
              public String key(String row) {
                return row;
              }

              @Override
              public Instant changedAt(String row) {
                return row.equals("bad time") ? SystemTime.parse(row, ZoneOffset.UTC) : T;
              }

              @Override
              public Optional<WorkOrder> order(String row, Instant changedAt) {
                if (row.equals("broken")) {
                  throw new NullPointerException("reference");
                }
                return Optional.of(
                    new WorkOrder("TS-" + row, row, WorkOrderStatus.APPROVED, "", changedAt, row));
              }
            });
    // WHEN
    Changes changes =
        new ChangeFeed(Duration.ZERO, 10).read(null, from -> List.of(page).iterator());
    // THEN
    assertThat(changes.orders())
        .extracting(WorkOrder::orderNumber)
        .containsExactly("1", "bad time", "4");
    assertThat(changes.problems())
        .containsExactly(
            "order bad time: change time 'bad time' is not a time",
            "order broken cannot be read: reference");
    assertThat(page.upTo()).isNull();
  }

  /**
   * Whatever leaves the rows of one change time while they are read, none of the others is missed.
   */
  @Property(tries = 300)
  void rowsOfOneChangeTimeAreReadByKeyWhateverLeavesThem(
      @ForAll @Size(max = 30) List<@IntRange(max = 29) Integer> leaving,
      @ForAll @IntRange(min = 4, max = 30) int orders) {
    // GIVEN
    system.clear();
    for (int i = 0; i < orders; i++) {
      system.add(order(10 + i, T));
    }
    List<String> references = system.stream().map(WorkOrder::reference).toList();
    Iterator<Integer> next = leaving.iterator();
    afterPage =
        () -> {
          if (next.hasNext()) {
            int index = next.next() % system.size();
            WorkOrder left = system.get(index);
            system.set(
                index, order(Integer.parseInt(left.orderNumber()), T.plusSeconds(600 + index)));
          }
        };
    ChangeQuery query =
        new ChangeQuery() {
          @Override
          public Iterator<ChangePage> from(Instant instant) {
            return query(instant);
          }

          @Override
          public Optional<ChangePage> byKey(Instant from, Instant until, String after) {
            List<WorkOrder> page =
                system.stream()
                    .filter(o -> !o.changedAt().isBefore(from) && o.changedAt().isBefore(until))
                    .sorted(Comparator.comparing(WorkOrder::orderNumber))
                    .filter(o -> after == null || o.orderNumber().compareTo(after) > 0)
                    .limit(PAGE)
                    .toList();
            afterPage.run();
            String last = page.size() < PAGE ? null : page.get(PAGE - 1).orderNumber();
            return Optional.of(new ChangePage(page, null, last, List.of()));
          }
        };
    // WHEN
    ChangeFeed feed = new ChangeFeed(Duration.ZERO, 1000);
    List<WorkOrder> told = new ArrayList<>();
    Changes changes = feed.read(null, query);
    while (!changes.orders().isEmpty()) {
      told.addAll(changes.orders());
      changes = feed.read(changes.nextCursor(), query);
    }
    // THEN
    assertThat(told).extracting(WorkOrder::reference).containsAll(references);
  }

  @Test
  void aNumberMayHoldAnySign() {
    // GIVEN
    ChangeFeed feed = new ChangeFeed(Duration.ofSeconds(10), 100);
    for (String number : List.of("W@1", "W|2", "W/3 %+")) {
      system.add(
          new WorkOrder(
              "TS-" + system.size(), number, WorkOrderStatus.APPROVED, "APPR", T, "/" + number));
    }
    // WHEN
    Changes changes = feed.read(null, this::query);
    // THEN
    assertThat(changes.orders()).hasSize(3);
    assertThat(feed.read(changes.nextCursor(), this::query).orders()).isEmpty();
  }

  @Test
  void aTimeInTheFutureHidesNoLaterChange() {
    // GIVEN a system whose clock leapt a day ahead for a moment
    ChangeFeed feed = new ChangeFeed(Duration.ofSeconds(10), 100, () -> T.plusSeconds(60));
    system.add(order(1, T));
    system.add(order(2, T.plus(Duration.ofDays(1))));
    Changes changes = feed.read(null, this::query);
    // WHEN an order changes after the clock was put right
    system.add(order(3, T.plusSeconds(90)));
    // THEN
    Changes later = feed.read(changes.nextCursor(), this::query);
    assertThat(later.orders()).extracting(WorkOrder::reference).containsExactly("TS-3");
    assertThat(feed.read(later.nextCursor(), this::query).orders()).isEmpty();
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
