package org.twinsuite.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.twinsuite.pipeline.store.OutboxItem.State;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.pack.Autonomy;

/** What the outbox database must do, whatever product it is. */
abstract class StoreContract {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final Duration SETTLE = Duration.ofMinutes(2);
  private static final Duration LEASE = Duration.ofMinutes(1);

  abstract Database database();

  /** An action without an order follows the rule it stands on. */
  private static CloseEpisode action(String reference) {
    return Actions.close(reference);
  }

  private ChangeLedger ledger() {
    return new ChangeLedger(
        database(), new AutonomyStore(database(), () -> Actions.rules(Autonomy.AUTO, 1_000)));
  }

  private static Consequences decided(String reference, long revision) {
    Consequences consequences = new Consequences();
    consequences.handled("plant:" + reference, revision);
    consequences.decided(List.of(action(reference)), List.of());
    return consequences;
  }

  @Test
  void whatWasHandledAndDecidedIsStoredTogether() {
    // WHEN
    ledger().store(decided("together", 7));
    // THEN
    assertThat(new HandledRevisions(database()).lastHandled("plant:together")).hasValue(7);
    assertThat(new Outbox(database(), "a").byReference("together"))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.state()).isEqualTo(State.PENDING);
              assertThat(item.correlationId()).isEqualTo("corr");
            });
  }

  @Test
  void marksOfAnotherProcessAreSeenAfterARefresh() {
    // GIVEN marks read before another process handled more
    ledger().store(decided("refreshed", 3));
    HandledRevisions marks = new HandledRevisions(database());
    marks.handled("plant:skipped", 9);
    ledger().store(decided("refreshed", 5));
    assertThat(marks.lastHandled("plant:refreshed")).hasValue(3);
    // WHEN
    marks.refresh();
    // THEN none is lost and none moves back
    assertThat(marks.lastHandled("plant:refreshed")).hasValue(5);
    assertThat(marks.lastHandled("plant:skipped")).hasValue(9);
    marks.handled("plant:refreshed", 8);
    marks.refresh();
    assertThat(marks.lastHandled("plant:refreshed")).hasValue(8);
  }

  @Test
  void whereAThingBeganIsKnownAfterARestart() {
    // GIVEN a thing that is taken from where it is now, another one that is handled
    HandledRevisions marks = new HandledRevisions(database());
    marks.handled("plant:begun", 40);
    marks.handled("plant:begun-and-handled", 6);
    ledger().store(decided("begun-and-handled", 7));
    marks.handled("plant:begun-and-handled", 7);
    // WHEN
    marks.flush();
    marks.flush();
    // THEN
    HandledRevisions restarted = new HandledRevisions(database());
    assertThat(restarted.lastHandled("plant:begun")).hasValue(40);
    assertThat(restarted.lastHandled("plant:begun-and-handled")).hasValue(7);
    // AND it is one row, as any other
    ledger().store(decided("begun", 41));
    assertThat(new HandledRevisions(database()).lastHandled("plant:begun")).hasValue(41);
    // AND it comes back neither when it was forgotten
    marks.handled("plant:forgotten", 5);
    marks.forget("plant:forgotten");
    marks.flush();
    assertThat(new HandledRevisions(database()).lastHandled("plant:forgotten")).isEmpty();
  }

  @Test
  void whatFailsInPartIsNotStoredAtAll() {
    // GIVEN a parked item that no row can hold
    Consequences consequences = decided("apart", 7);
    consequences.parked(new ParkedItem("x".repeat(100), "key", "reason", null, null, null, NOW));
    // WHEN
    assertThatThrownBy(() -> ledger().store(consequences)).isInstanceOf(StoreException.class);
    // THEN
    assertThat(new HandledRevisions(database()).lastHandled("plant:apart")).isEmpty();
    assertThat(new Outbox(database(), "a").byReference("apart")).isEmpty();
  }

  @Test
  void theSameDecisionTakenAgainIsOneAction() {
    ledger().store(decided("again", 7));
    ledger().store(decided("again", 8));
    assertThat(new Outbox(database(), "a").byReference("again")).hasSize(1);
    assertThat(new HandledRevisions(database()).lastHandled("plant:again")).hasValue(8);
  }

  @Test
  void anActionIsClaimedByOneProcessAtATime() {
    // GIVEN
    ledger().store(decided("claimed", 1));
    Outbox first = new Outbox(database(), "first");
    Outbox second = new Outbox(database(), "second");
    // WHEN
    List<OutboxItem> claimed = ours(first.claims().claim(1000, LEASE, Set.of()), "claimed");
    // THEN
    assertThat(claimed).hasSize(1);
    assertThat(ours(second.claims().claim(1000, LEASE, Set.of()), "claimed")).isEmpty();
    // AND by another when its lease is over; a negative one is at once
    List<Long> ids = List.of(claimed.get(0).id());
    assertThat(first.claims().renewLease(ids, LEASE.negated())).isEqualTo(1);
    assertThat(ours(second.claims().claim(1000, LEASE, Set.of()), "claimed")).hasSize(1);
    assertThat(first.claims().renewLease(ids, LEASE)).isZero();
    assertThat(second.claims().renewLease(ids, LEASE)).isEqualTo(1);
    // AND what is done is nobody's any more
    second.done(ids.get(0));
    assertThat(second.claims().renewLease(ids, LEASE)).isZero();
  }

  @Test
  void whatFollowsAnOrderIsRecordedOnceAndLeavesAfterIt() {
    // GIVEN
    ledger().store(decided("followed", 1));
    Outbox outbox = new Outbox(database(), "a");
    OutboxItem order = outbox.byReference("followed").get(0);
    // WHEN, also if it is told again after a crash
    outbox.executed(order, "1001", "AttachEvidence");
    outbox.executed(order, "1001", "AttachEvidence");
    // THEN
    assertThat(outbox.byReference("followed"))
        .extracting(OutboxItem::kind, OutboxItem::state, OutboxItem::orderNumber)
        .containsExactly(
            tuple(order.kind(), State.EXECUTED, "1001"),
            tuple("AttachEvidence", State.PENDING, null));
    assertThat(outbox.byReference("followed").get(1).body()).isEqualTo(order.body());
    assertThat(ours(outbox.claims().claim(1000, LEASE, Set.of()), "followed"))
        .extracting(OutboxItem::id)
        .containsExactly(order.id());
  }

  @Test
  void aDutyIsOneProcessesUntilItIsSilentOrGivesItBack() {
    // GIVEN
    LeaderLock first = new LeaderLock(database(), "first");
    LeaderLock second = new LeaderLock(database(), "second");
    // WHEN, THEN one has it and keeps it
    assertThat(first.tryAcquire("read line1", LEASE)).isTrue();
    assertThat(second.tryAcquire("read line1", LEASE)).isFalse();
    assertThat(second.tryAcquire("read line2", LEASE)).isTrue();
    assertThat(first.tryAcquire("read line1", LEASE)).isTrue();
    // AND one that is silent for longer than that loses it; a negative time is over at once
    assertThat(second.tryAcquire("read line1", LEASE.negated())).isTrue();
    assertThat(first.tryAcquire("read line1", LEASE)).isFalse();
    // AND who stops gives back
    second.release();
    assertThat(first.tryAcquire("read line1", LEASE)).isTrue();
  }

  @Test
  void actionsOfAnEpisodeLeaveInTheirOrder() {
    // GIVEN
    Outbox outbox = new Outbox(database(), "a");
    database()
        .inTransaction(
            connection -> {
              Outbox.write(
                  connection,
                  List.of(step("ordered", 1, "CreateWorkOrder"), step("ordered", 2, "Notify")),
                  NOW);
              return null;
            });
    // WHEN
    List<OutboxItem> claimed = ours(outbox.claims().claim(1000, LEASE, Set.of()), "ordered");
    // THEN
    assertThat(claimed).extracting(OutboxItem::kind).containsExactly("CreateWorkOrder");
    outbox.executed(claimed.get(0).id(), "1001");
    outbox.done(claimed.get(0).id());
    assertThat(ours(outbox.claims().claim(1000, LEASE, Set.of()), "ordered"))
        .extracting(OutboxItem::kind)
        .containsExactly("Notify");
  }

  @Test
  void onlyTheOrderAndTheTwinAndOnesOwnKindAreWaitedFor() {
    // GIVEN an episode of which nothing was carried out yet
    Outbox outbox = new Outbox(database(), "a");
    database()
        .inTransaction(
            connection -> {
              Outbox.write(
                  connection,
                  List.of(
                      step("beside", 1, "Notify"),
                      step("beside", 2, "Notify"),
                      step("beside", 3, "ReservePart"),
                      step("beside", 4, "AddToWorkOrder"),
                      step("beside", 5, "AddToWorkOrder"),
                      step("beside", 6, "CloseEpisode"),
                      step("beside", 7, "AttachEvidence")),
                  NOW);
              return null;
            });
    // WHEN
    List<OutboxItem> claimed = ours(outbox.claims().claim(1000, LEASE, Set.of()), "beside");
    // THEN what a dead system keeps back holds nothing of another system up
    assertThat(claimed)
        .extracting(OutboxItem::kind)
        .containsExactly("Notify", "Notify", "ReservePart", "AddToWorkOrder", "CloseEpisode");
  }

  @Test
  void whatWasPassedOverIsLeftAloneWhileItsTargetIsFull() {
    // GIVEN
    ledger().store(decided("passed", 1));
    Outbox outbox = new Outbox(database(), "a");
    OutboxItem item = ours(outbox.claims().claim(1000, LEASE, Set.of("slow")), "passed").get(0);
    // WHEN
    outbox.claims().release(Map.of(item.id(), "slow"));
    // THEN
    assertThat(ours(outbox.claims().claim(1000, LEASE, List.of("slow", "dead")), "passed"))
        .isEmpty();
    assertThat(ours(outbox.claims().claim(1000, LEASE, Set.of("dead")), "passed"))
        .singleElement()
        .extracting(OutboxItem::attempts)
        .isEqualTo(0);
  }

  @Test
  void aClaimIsGivenBackByItsOwnerOnly() {
    // GIVEN a claim that ran out and was taken over
    ledger().store(decided("taken", 1));
    Outbox first = new Outbox(database(), "first");
    OutboxItem item = ours(first.claims().claim(1000, LEASE.negated(), Set.of()), "taken").get(0);
    Outbox second = new Outbox(database(), "second");
    assertThat(ours(second.claims().claim(1000, LEASE, Set.of()), "taken")).hasSize(1);
    // WHEN
    first.claims().release(Map.of(item.id(), "slow"));
    // THEN
    assertThat(ours(first.claims().claim(1000, LEASE, Set.of()), "taken")).isEmpty();
  }

  private static NewOutboxItem step(String reference, int number, String kind) {
    return new NewOutboxItem(
        reference + ':' + number,
        reference,
        kind,
        "plant:" + reference,
        null,
        "{}",
        Autonomy.AUTO,
        State.PENDING);
  }

  @Test
  void aFailedActionIsDueAgainAtItsTime() {
    ledger().store(decided("failed", 1));
    Outbox outbox = new Outbox(database(), "a");
    OutboxItem item = ours(outbox.claims().claim(1000, LEASE, Set.of()), "failed").get(0);
    outbox.failed(item.id(), "no answer", Duration.ofHours(1));
    assertThat(ours(outbox.claims().claim(1000, LEASE, Set.of()), "failed")).isEmpty();
    outbox.failed(item.id(), "no answer", Duration.ZERO);
    assertThat(ours(outbox.claims().claim(1000, LEASE, Set.of()), "failed"))
        .singleElement()
        .extracting(OutboxItem::attempts)
        .isEqualTo(2);
  }

  @Test
  void aRefusedActionIsParkedWithItsReason() {
    ledger().store(decided("refused", 1));
    Outbox outbox = new Outbox(database(), "a");
    OutboxItem item = ours(outbox.claims().claim(1000, LEASE, Set.of()), "refused").get(0);
    outbox.park(item, "BMXAA4195E: field missing", NOW);
    assertThat(ours(outbox.claims().claim(1000, LEASE, Set.of()), "refused")).isEmpty();
    assertThat(new ParkingLot(database()).newest(100))
        .anySatisfy(
            line -> {
              assertThat(line.key()).isEqualTo("refused");
              assertThat(line.reason()).contains("BMXAA4195E");
            });
  }

  @Test
  void parkedPayloadsAreKept() {
    ParkingLot lot = new ParkingLot(database());
    long before = lot.count();
    lot.park(
        new ParkedItem("telemetry", null, "device_id is missing", null, null, new byte[9], NOW));
    assertThat(lot.count()).isEqualTo(before + 1);
    assertThat(lot.newest(1).get(0).reason()).isEqualTo("device_id is missing");
  }

  private static ParkedItem telemetry(String device, int bytes) {
    return new ParkedItem(
        "telemetry", device, "not JSON", null, null, new byte[bytes], Instant.now(), "tenant-1");
  }

  @Test
  void aDeviceTakesNoMoreRoomThanItsShare() {
    // GIVEN a share of ten items
    ParkingLot lot = new ParkingLot(database(), new ParkingLimits(1_000, 10, 1 << 20, 1 << 20));
    for (int i = 0; i < 50; i++) {
      assertThat(lot.park(telemetry("shares:d1", 1))).isEqualTo(i < 10);
    }
    assertThat(lot.suppressed()).isEqualTo(40);
    // THEN one more item tells so
    assertThat(lot.newest(1).get(0).reason()).contains("used up").contains("not JSON");
    // AND another process knows of it
    ParkingLot other = new ParkingLot(database(), new ParkingLimits(1_000, 10, 1 << 20, 1 << 20));
    assertThat(other.park(telemetry("shares:d1", 1))).isFalse();
    assertThat(other.park(telemetry("shares:d2", 1))).isTrue();
  }

  @Test
  void aTenantTakesNoMoreBytesThanItsShareHoweverManyNamesItInvents() {
    ParkingLot lot = new ParkingLot(database(), new ParkingLimits(1_000, 1_000, 1 << 20, 100_000));
    long before = lot.count();
    for (int i = 0; i < 100; i++) {
      lot.park(
          new ParkedItem(
              "telemetry", "invented:" + i, "no", null, null, new byte[10_000], NOW, "invented"));
    }
    assertThat(lot.count() - before).isBetween(9L, 11L);
    assertThat(lot.suppressed()).isBetween(90L, 92L);
  }

  @Test
  void aDeviceParksSoManyItemsAMinute() {
    ParkingLot lot = new ParkingLot(database(), new ParkingLimits(5, 1_000, 1 << 20, 1 << 20));
    int kept = 0;
    for (int i = 0; i < 100; i++) {
      kept += lot.park(telemetry("often:d1", 1)) ? 1 : 0;
    }
    assertThat(kept).isEqualTo(5);
  }

  @Test
  void whatIsOldIsForgottenButNoActionThatWaitsForAPerson() {
    // GIVEN an old item and an old parked action
    ledger().store(decided("old", 1));
    Outbox outbox = new Outbox(database(), "a");
    Instant then = Instant.parse("2020-01-01T00:00:00Z");
    outbox.park(outbox.byReference("old").get(0), "refused", then);
    ParkingLot lot = new ParkingLot(database());
    lot.park(new ParkedItem("telemetry", "old:d1", "no", null, null, null, then, "old"));
    // WHEN
    assertThat(lot.forgetBefore(then.plusSeconds(1))).isEqualTo(1);
    // THEN
    assertThat(lot.newest(1_000)).anyMatch(line -> line.key().equals("old"));
    assertThat(lot.newest(1_000)).noneMatch(line -> "old:d1".equals(line.key()));
  }

  @Test
  void anItemKeepsItsTenant() {
    ParkingLot lot = new ParkingLot(database());
    lot.park(telemetry("kept:d1", 1));
    assertThat(lot.waiting(lot.newest(1).get(0).id()).orElseThrow().tenant()).isEqualTo("tenant-1");
  }

  @Test
  void whatNoTextColumnHoldsIsParkedAllTheSame() {
    // GIVEN signs that a garbled message may bring
    ledger().store(decided("garbled", 1));
    Outbox outbox = new Outbox(database(), "a");
    OutboxItem item = outbox.byReference("garbled").get(0);
    ParkingLot lot = new ParkingLot(database());
    long before = lot.count();
    String nul = "a\u0000b";
    // WHEN
    lot.park(new ParkedItem("telemetry", nul, nul, nul, nul, new byte[] {0}, NOW));
    String half = "a\ud83d\ude00\ud83d";
    lot.park(new ParkedItem("telemetry", half, half, half, half, new byte[] {0}, NOW, half));
    outbox.failed(item.id(), nul, Duration.ZERO);
    outbox.park(item, nul, NOW);
    // THEN
    assertThat(lot.count()).isEqualTo(before + 3);
    assertThat(outbox.byReference("garbled").get(0).state()).isEqualTo(State.PARKED);
  }

  @Test
  void positionsMove() {
    Cursors cursors = new Cursors(database());
    assertThat(cursors.position("maximo")).isEmpty();
    cursors.move("maximo", "1");
    cursors.move("maximo", "2");
    assertThat(cursors.position("maximo")).contains("2");
    // A position may name every order of one second.
    cursors.move("maximo", "x".repeat(100_000));
    assertThat(cursors.position("maximo").orElseThrow()).hasSize(100_000);
  }

  @Test
  void manyMarksAreInsertedAndUpdated() {
    Map<String, Long> marks = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      marks.put("many:" + i, (long) i + 1);
    }
    Consequences consequences = new Consequences();
    marks.forEach(consequences::handled);
    ledger().store(consequences);
    consequences.handled("many:5", 99);
    consequences.handled("many:new", 1);
    ledger().store(consequences);
    HandledRevisions handled = new HandledRevisions(database());
    assertThat(handled.lastHandled("many:5")).hasValue(99);
    assertThat(handled.lastHandled("many:299")).hasValue(300);
    assertThat(handled.lastHandled("many:new")).hasValue(1);
  }

  @Test
  void whatADeadProcessHadClaimedIsGivenBack() {
    // GIVEN two processes, one of which says that it is alive
    ledger().store(decided("of-the-dead", 1));
    ledger().store(decided("of-the-living", 1));
    Outbox dead = new Outbox(database(), "dead");
    Outbox living = new Outbox(database(), "living");
    Instances beats = new Instances(database(), "living", SETTLE);
    new Instances(database(), "dead", SETTLE).beat(LEASE);
    for (OutboxItem item : dead.claims().claim(1000, LEASE, Set.of())) {
      if (item.reference().equals("of-the-living")) {
        dead.failed(item.id(), "given back", Duration.ZERO);
      }
    }
    assertThat(ours(living.claims().claim(1000, LEASE, Set.of()), "of-the-living")).hasSize(1);
    assertThat(beats.beat(LEASE)).isZero();
    // WHEN the other was silent for too long
    beats.beat(Duration.ofMillis(-1_000));
    beats.beat(LEASE);
    // THEN
    assertThat(ours(living.claims().claim(1000, LEASE, Set.of()), "of-the-dead")).hasSize(1);
  }

  @Test
  void whatAKilledProcessHadBegunIsGivenItsTime() {
    // GIVEN actions of a process that is killed: begun, begun and carried out, and not begun
    for (String reference : List.of("under-way", "carried-out", "only-claimed")) {
      ledger().store(decided(reference, 1));
    }
    Outbox killed = new Outbox(database(), "killed");
    Map<String, OutboxItem> claimed = new HashMap<>();
    killed
        .claims()
        .claim(1000, LEASE, Set.of())
        .forEach(item -> claimed.put(item.reference(), item));
    assertThat(killed.claims().markStarted(claimed.get("under-way").id(), LEASE)).isTrue();
    assertThat(killed.claims().markStarted(claimed.get("carried-out").id(), LEASE)).isTrue();
    killed.executed(claimed.get("carried-out").id(), "1001");
    // WHEN
    new Instances(database(), "killed", SETTLE).releaseOwn();
    // THEN what may still be carried out is not asked for again
    assertThat(killed.claims().claim(1000, LEASE, Set.of()))
        .extracting(OutboxItem::reference)
        .contains("carried-out", "only-claimed")
        .doesNotContain("under-way");
    // AND is, when its time is over
    ledger().store(decided("begun-before", 1));
    OutboxItem before = ours(killed.claims().claim(1000, LEASE, Set.of()), "begun-before").get(0);
    assertThat(killed.claims().markStarted(before.id(), LEASE)).isTrue();
    new Instances(database(), "killed", SETTLE.negated()).releaseOwn();
    assertThat(ours(killed.claims().claim(1000, LEASE, Set.of()), "begun-before")).hasSize(1);
  }

  @Test
  void whatAnotherHasTakenOverIsNotBegun() {
    ledger().store(decided("overtaken", 1));
    Outbox first = new Outbox(database(), "first");
    OutboxItem item =
        ours(first.claims().claim(1000, LEASE.negated(), Set.of()), "overtaken").get(0);
    assertThat(
            ours(
                new Outbox(database(), "second").claims().claim(1000, LEASE, Set.of()),
                "overtaken"))
        .hasSize(1);
    assertThat(first.claims().markStarted(item.id(), LEASE)).isFalse();
  }

  @Test
  void aDeliveryIsTakenOnce() {
    Deliveries deliveries = new Deliveries(database());
    assertThat(deliveries.taken("maximo", "d1")).isFalse();
    deliveries.take("maximo", "d1", NOW);
    deliveries.take("maximo", "d1", NOW);
    assertThat(deliveries.taken("maximo", "d1")).isTrue();
    assertThat(deliveries.taken("sap", "d1")).isFalse();
    assertThat(deliveries.forgetBefore(NOW.plusSeconds(1))).isEqualTo(1);
    assertThat(deliveries.taken("maximo", "d1")).isFalse();
  }

  @Test
  void aParkedActionIsDueAgainFromTheStepItHadReached() {
    // GIVEN an action the target holds, and whose twin refused it
    ledger().store(decided("half", 1));
    Outbox outbox = new Outbox(database(), "a");
    OutboxItem item = ours(outbox.claims().claim(1000, LEASE, Set.of()), "half").get(0);
    outbox.executed(item.id(), "1001");
    outbox.park(item, "the twin refused", NOW);
    ParkingLot lot = new ParkingLot(database());
    long parked =
        lot.newest(100).stream()
            .filter(line -> "half".equals(line.key()))
            .findFirst()
            .orElseThrow()
            .id();
    // WHEN
    assertThat(lot.settle(parked, ParkingLot.Resolution.RETRIED, "ann", "put right", NOW)).isTrue();
    assertThat(lot.settle(parked, ParkingLot.Resolution.DROPPED, "bob", "no", NOW)).isFalse();
    // THEN
    assertThat(lot.waiting(parked)).isEmpty();
    assertThat(outbox.byReference("half").get(0).state()).isEqualTo(State.EXECUTED);
    assertThat(ours(outbox.claims().claim(1000, LEASE, Set.of()), "half")).hasSize(1);
  }

  @Test
  void aThingThatWasDeletedMayBeginAnew() {
    // GIVEN
    Consequences first = decided("anew", 9);
    first.belongs("plant:anew", "line");
    ledger().store(first);
    assertThat(new GroupMarks(database()).all())
        .contains(new GroupMarks.Mark("plant:anew", 9, "line"));
    // WHEN
    Consequences deleted = new Consequences();
    deleted.handled("plant:anew", 10);
    deleted.forgotten("plant:anew");
    ledger().store(deleted);
    // THEN
    assertThat(new GroupMarks(database()).all())
        .noneMatch(mark -> mark.thingId().equals("plant:anew"));
    // AND a mark never moves back
    Consequences late = new Consequences();
    late.handled("plant:anew", 3);
    ledger().store(late);
    Consequences later = new Consequences();
    later.handled("plant:anew", 2);
    ledger().store(later);
    assertThat(new HandledRevisions(database()).lastHandled("plant:anew")).hasValue(3);
  }

  private static List<OutboxItem> ours(List<OutboxItem> items, String reference) {
    return items.stream().filter(item -> item.reference().equals(reference)).toList();
  }
}
