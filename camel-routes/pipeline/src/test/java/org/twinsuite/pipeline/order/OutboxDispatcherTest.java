package org.twinsuite.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.pipeline.observe.SystemStates;
import org.twinsuite.pipeline.store.Actions;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Consequences;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.pipeline.store.OutboxItem.State;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.store.StoreException;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.pack.Autonomy;

class OutboxDispatcherTest {
  private static final int BACKLOG = 300;
  private static final Duration SOON = Duration.ofSeconds(60);
  @TempDir Path folder;
  private final CountDownLatch answer = new CountDownLatch(1);
  private final Set<String> carriedOut = ConcurrentHashMap.newKeySet();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean storeFails = new AtomicBoolean();
  private volatile int trips;
  private volatile Error tripping;
  private volatile Duration pause;
  private Database database;
  private Outbox outbox;
  private OutboxDispatcher delivery;

  @BeforeEach
  void open() {
    database = Database.open("jdbc:h2:file:" + folder.resolve("outbox"), "sa", "");
    outbox = new Outbox(database, "here");
    delivery =
        new OutboxDispatcher(
            outbox,
            new ActionExecutors(Clock.systemUTC()).on(CreateWorkOrder.class, new Plant()),
            null,
            new SystemStates(),
            Duration.ofMillis(10),
            3,
            2);
  }

  @AfterEach
  void close() throws Exception {
    answer.countDown();
    delivery.close();
    database.close();
  }

  @Test
  void aSystemThatDoesNotAnswerHoldsNoOtherUp() {
    // GIVEN a long backlog for a system that hangs, and behind it work for one that answers
    record(IntStream.range(0, BACKLOG).mapToObj(i -> Actions.order("slow-" + i)).toList());
    record(IntStream.range(0, 5).mapToObj(i -> Actions.order("quick-" + i)).toList());
    // WHEN
    await()
        .atMost(SOON)
        .until(
            () -> {
              delivery.process(null);
              return carriedOut.size() == 5;
            });
    // THEN
    assertThat(carriedOut).allMatch(reference -> reference.startsWith("quick-"));
    assertThat(begun).filteredOn(reference -> reference.startsWith("slow-")).hasSize(2);
  }

  @Test
  void aBacklogIsCarriedOutWhenItsSystemAnswersAgain() {
    // GIVEN more than there is room for was passed over
    record(IntStream.range(0, BACKLOG).mapToObj(i -> Actions.order("slow-" + i)).toList());
    delivery.process(null);
    // WHEN
    answer.countDown();
    // THEN each leaves, and none was counted as tried before
    await()
        .atMost(SOON)
        .until(
            () -> {
              delivery.process(null);
              return outbox.counts().getOrDefault(State.DONE, 0L) == BACKLOG;
            });
    assertThat(outbox.newest("CreateWorkOrder", Set.of(State.DONE), BACKLOG))
        .extracting(OutboxItem::attempts)
        .containsOnly(0);
    assertThat(carriedOut).hasSize(BACKLOG);
  }

  @Test
  void anActionThatCannotBeReadIsParkedAndHoldsNothingUp() {
    // GIVEN an action of a form this version does not know
    record(List.of(Actions.order("broken"), Actions.order("quick-1")));
    database.inTransaction(
        connection ->
            connection
                .createStatement()
                .executeUpdate("update outbox set body = '{\"to\":1}' where reference = 'broken'"));
    // WHEN
    delivery.process(null);
    // THEN
    await().atMost(SOON).until(() -> carriedOut.contains("quick-1"));
    assertThat(outbox.byReference("broken"))
        .extracting(OutboxItem::state)
        .containsExactly(State.PARKED);
    assertThat(new ParkingLot(database).newest(10))
        .singleElement()
        .satisfies(parked -> assertThat(parked.reason()).contains("cannot be read"));
  }

  @Test
  void aStoreThatFailsForAMomentParksNothing() {
    // GIVEN an action whose system is asked of a database that does not answer once
    storeFails.set(true);
    record(List.of(Actions.order("quick-1")));
    // WHEN, THEN
    await()
        .atMost(SOON)
        .until(
            () -> {
              delivery.process(null);
              return carriedOut.contains("quick-1");
            });
    assertThat(new ParkingLot(database).count()).isZero();
  }

  @Test
  void whatAnExecutorTripsOverIsToldAndTriedAgain() {
    // GIVEN
    trips = 1;
    record(List.of(Actions.order("quick-1")));
    // WHEN
    delivery.process(null);
    // THEN the row says why
    await().atMost(SOON).until(() -> outbox.byReference("quick-1").get(0).attempts() == 1);
    assertThat(outbox.byReference("quick-1").get(0).lastError()).contains("tripped");
    // AND it leaves in the end
    await()
        .atMost(SOON)
        .until(
            () -> {
              delivery.process(null);
              return carriedOut.contains("quick-1");
            });
  }

  @Test
  void whatFailsAgainAndAgainForNoReasonOfItsTargetIsParked() {
    // GIVEN an action that ends in an Error whenever it is carried out
    trips = Integer.MAX_VALUE;
    tripping = new StackOverflowError("too deep");
    record(List.of(Actions.order("quick-1")));
    // WHEN
    await()
        .atMost(SOON)
        .until(
            () -> {
              delivery.process(null);
              return outbox.byReference("quick-1").get(0).state() == State.PARKED;
            });
    // THEN its reason is known, and the workers of the system carry out others
    assertThat(new ParkingLot(database).newest(10))
        .singleElement()
        .satisfies(
            parked -> assertThat(parked.reason()).contains("failed 3 times").contains("too deep"));
    trips = 0;
    record(List.of(Actions.order("quick-2"), Actions.order("quick-3"), Actions.order("quick-4")));
    await()
        .atMost(SOON)
        .until(
            () -> {
              delivery.process(null);
              return carriedOut.size() == 3;
            });
  }

  @Test
  void noPauseThatIsAskedForHoldsAnActionForEver() {
    // GIVEN
    pause = Duration.ofSeconds(Long.MAX_VALUE);
    record(List.of(Actions.order("quick-1")));
    // WHEN
    delivery.process(null);
    // THEN
    await().atMost(SOON).until(() -> outbox.byReference("quick-1").get(0).attempts() == 1);
    assertThat(Instant.ofEpochMilli(column("next_attempt")))
        .isBefore(Instant.now().plus(Duration.ofHours(2)));
  }

  @Test
  void whatTakesLongerThanItsLeaseStaysOurs() {
    // GIVEN an action that is carried out, and whose lease is about to run out
    record(List.of(Actions.order("slow-1")));
    delivery.process(null);
    await().atMost(SOON).until(() -> begun.contains("slow-1"));
    set("claimed_until", Instant.now().plus(Duration.ofMinutes(1)).toEpochMilli());
    // WHEN
    delivery.process(null);
    // THEN
    assertThat(Instant.ofEpochMilli(column("claimed_until")))
        .isAfter(Instant.now().plus(Duration.ofMinutes(2)));
  }

  @Test
  void whatAnotherProcessTookOverIsNotBegun() {
    // GIVEN two that are carried out, one that waits for a place, and is taken over meanwhile
    record(List.of(Actions.order("slow-1"), Actions.order("slow-2"), Actions.order("slow-3")));
    delivery.process(null);
    await().atMost(SOON).until(() -> begun.size() == 2);
    set("claimed_by", "'there'");
    // WHEN
    answer.countDown();
    // THEN
    await().atMost(SOON).until(() -> carriedOut.size() == 2);
    await()
        .atMost(SOON)
        .until(
            () -> {
              record(List.of(Actions.order("slow-4")));
              delivery.process(null);
              return carriedOut.contains("slow-4");
            });
    assertThat(begun).doesNotContain("slow-3");
  }

  private long column(String name) {
    return database.inTransaction(
        connection -> {
          try (var row =
              connection.createStatement().executeQuery("select max(" + name + ") from outbox")) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  private void set(String column, Object value) {
    database.inTransaction(
        connection ->
            connection
                .createStatement()
                .executeUpdate("update outbox set " + column + " = " + value));
  }

  private void record(List<? extends Action> actions) {
    Consequences consequences = new Consequences();
    consequences.decided(List.copyOf(actions), List.of());
    new ChangeLedger(
            database, new AutonomyStore(database, () -> Actions.rules(Autonomy.AUTO, 10 * BACKLOG)))
        .store(consequences);
  }

  /** Things named slow belong to a system that answers only when the test says. */
  private final class Plant implements ActionExecutor<CreateWorkOrder> {
    @Override
    public String systemOf(CreateWorkOrder order) {
      if (storeFails.getAndSet(false)) {
        throw new StoreException("the outbox database refused", null);
      }
      return order.reference().replaceFirst("-.*", "");
    }

    @Override
    public MaintenancePatch execute(CreateWorkOrder order, OutboxItem item) {
      begun.add(order.reference());
      if (trips-- > 0) {
        if (tripping != null) {
          throw tripping;
        }
        throw new IllegalStateException("tripped");
      }
      if (pause != null) {
        throw new RetryableFailure("quick", 429, "not now", pause, null);
      }
      if (systemOf(order).equals("slow")) {
        try {
          answer.await();
        } catch (InterruptedException ended) {
          throw new IllegalStateException(ended);
        }
      }
      carriedOut.add(order.reference());
      return null;
    }
  }
}
