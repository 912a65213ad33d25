package org.twinsuite.camel.ditto.internal.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.MemoryRevisionStore;
import org.twinsuite.camel.ditto.RevisionStore;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/** Whatever a route, a history or a store throws, a dispatcher settles it and goes on. */
class OrderedDispatcherFailuresTest {

  private static final DispatcherOptions OPTIONS =
      new DispatcherOptions(
          10,
          5,
          20,
          25,
          Duration.ofMillis(5),
          10,
          0,
          new Backoff(Duration.ofMillis(5), Duration.ofMillis(10)),
          new Backoff(Duration.ofMillis(5), Duration.ofMillis(10)),
          null);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ConsumerCounters figures = new ConsumerCounters();
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final AtomicInteger left = new AtomicInteger();
  private volatile RevisionStore store = new MemoryRevisionStore();
  private volatile History history =
      (thingId, range, limit) ->
          CompletableFuture.completedFuture(
              new History.Found(
                  List.of(ReceivedChange.fromHistory(change(thingId, range.from()), null, 10)),
                  range.from()));

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private OrderedDispatcher dispatcher(ChangeHandler recipient) {
    return new OrderedDispatcher(
        OPTIONS,
        Executors.newSingleThreadExecutor(),
        timer,
        store,
        recipient,
        history,
        new RecoverySlots(1),
        figures,
        false,
        change -> left.incrementAndGet());
  }

  private static TwinChange change(String thingId, long revision) {
    return new TwinChange(
        thingId, "/a", TwinChange.MODIFIED, null, revision, Instant.EPOCH, null, null);
  }

  private static ReceivedChange live(String thingId, long revision) {
    return ReceivedChange.live(change(thingId, revision), null, 10);
  }

  private void note(ReceivedChange change, Consumer<Throwable> done) {
    handled.add(change.thingId() + " " + change.revision());
    done.accept(null);
  }

  private void awaitSettled(String... expected) {
    await().untilAsserted(() -> assertThat(handled).contains(expected));
    await().untilAsserted(() -> assertThat(figures.inFlight()).isZero());
    await().untilAsserted(() -> assertThat(figures.lagMillis()).isZero());
  }

  @Test
  void deliversAgainWhatEndedInAnErrorAndGoesOn() {
    // GIVEN a route that overflows its stack the first two times
    AtomicInteger errors = new AtomicInteger(2);
    OrderedDispatcher dispatcher =
        dispatcher(
            (change, done) -> {
              if (errors.getAndDecrement() > 0) {
                throw new StackOverflowError("unit");
              }
              note(change, done);
            });
    // WHEN
    dispatcher.accept(live("org.test:a", 1));
    dispatcher.accept(live("org.test:b", 1));
    dispatcher.accept(live("org.test:a", 2));
    // THEN all is handled, in order, and memory is given back
    awaitSettled("org.test:a 1", "org.test:a 2", "org.test:b 1");
    assertThat(handled.indexOf("org.test:a 1")).isLessThan(handled.indexOf("org.test:a 2"));
    assertThat(figures.failed()).isEqualTo(2);
    await().untilAsserted(() -> assertThat(left).hasValue(3));
  }

  @Test
  void keepsFailedChangesOnlyAsFarAsThereIsRoom() {
    // GIVEN room for two changes, and a route in which everything fails for a while
    AtomicInteger errors = new AtomicInteger(60);
    List<Boolean> fetched = new CopyOnWriteArrayList<>();
    OrderedDispatcher dispatcher =
        dispatcher(
            (change, done) -> {
              if (errors.getAndDecrement() > 0) {
                done.accept(new IllegalStateException("away"));
              } else {
                fetched.add(change.repaired());
                note(change, done);
              }
            });
    // WHEN ten things change
    String[] expected = new String[10];
    for (int i = 0; i < 10; i++) {
      dispatcher.accept(live("org.test:t" + i, 1));
      expected[i] = "org.test:t" + i + " 1";
    }
    // THEN all are handled in the end, most of them from the history
    awaitSettled(expected);
    assertThat(fetched).contains(true);
  }

  @Test
  void countsAChangeOnceThatIsSettledAndThenThrows() {
    OrderedDispatcher dispatcher =
        dispatcher(
            (change, done) -> {
              note(change, done);
              throw new LinkageError("after the end");
            });
    dispatcher.accept(live("org.test:a", 1));
    dispatcher.accept(live("org.test:a", 2));
    awaitSettled("org.test:a 1", "org.test:a 2");
    assertThat(figures.handled()).isEqualTo(2);
    assertThat(figures.failed()).isZero();
    assertThat(left).hasValue(2);
  }

  @Test
  void readsAHistoryAgainThatThrew() {
    // GIVEN a history that fails in every way before it answers, and one slot for repairs
    History sound = history;
    AtomicInteger calls = new AtomicInteger();
    history =
        (thingId, range, limit) ->
            switch (calls.getAndIncrement()) {
              case 0 -> throw new StackOverflowError("deep");
              case 1 -> CompletableFuture.failedFuture(new OutOfMemoryError("simulated"));
              case 2 -> null;
              case 3 -> CompletableFuture.completedFuture(null);
              default -> sound.changes(thingId, range, limit);
            };
    OrderedDispatcher dispatcher = dispatcher(this::note);
    // WHEN changes are missing
    dispatcher.accept(live("org.test:a", 2));
    dispatcher.accept(live("org.test:b", 2));
    // THEN both things are repaired
    awaitSettled("org.test:a 1", "org.test:a 2", "org.test:b 1", "org.test:b 2");
  }

  @Test
  void goesOnWhenTheStoreThrows() {
    AtomicInteger calls = new AtomicInteger();
    MemoryRevisionStore marks = new MemoryRevisionStore();
    store =
        new RevisionStore() {
          @Override
          public OptionalLong lastHandled(String thingId) {
            if (calls.getAndIncrement() == 0) {
              throw new NoClassDefFoundError("driver");
            }
            return marks.lastHandled(thingId);
          }

          @Override
          public void handled(String thingId, long revision) {
            if (calls.getAndIncrement() < 3) {
              throw new StackOverflowError("driver");
            }
            marks.handled(thingId, revision);
          }

          @Override
          public Map<String, Long> snapshot() {
            return marks.snapshot();
          }

          @Override
          public void forget(String thingId) {
            marks.forget(thingId);
          }
        };
    OrderedDispatcher dispatcher = dispatcher(this::note);
    // WHEN the first change meets a store that fails, and others follow
    for (long revision = 1; revision <= 6; revision++) {
      dispatcher.accept(live("org.test:a", revision));
    }
    // THEN all are handled, the lost one from the history, and the mark follows
    awaitSettled("org.test:a 1", "org.test:a 6");
    await().untilAsserted(() -> assertThat(marks.lastHandled("org.test:a")).hasValue(6));
    assertThat(left).hasValue(6);
  }

  @Test
  void tellsItsLagAndThatItIsStalledWhileNothingEnds() {
    // GIVEN a route that never ends for one thing
    CompletableFuture<Consumer<Throwable>> open = new CompletableFuture<>();
    OrderedDispatcher dispatcher =
        dispatcher(
            (change, done) -> {
              if (change.thingId().equals("org.test:stuck")) {
                open.complete(done);
              } else {
                note(change, done);
              }
            });
    Duration limit = Duration.ofMillis(50);
    // WHEN
    dispatcher.accept(live("org.test:stuck", 1));
    // THEN the lag is the age of its change and grows although nothing is handed over
    await().untilAsserted(() -> assertThat(figures.lagMillis()).isPositive());
    long before = figures.lagMillis();
    assertThat(before).isGreaterThan(Duration.ofDays(365).toMillis());
    await().untilAsserted(() -> assertThat(figures.lagMillis()).isGreaterThan(before));
    await().untilAsserted(() -> assertThat(figures.stalled(limit)).isTrue());
    assertThat(figures.stalledThings(limit)).isEqualTo(1);
    // AND when others get on the dispatcher moves, the thing does not
    dispatcher.accept(live("org.test:b", 1));
    await().untilAsserted(() -> assertThat(handled).contains("org.test:b 1"));
    assertThat(figures.stalledThings(limit)).isEqualTo(1);
    assertThat(figures.lagMillis()).isPositive();
    // AND its end ends both
    open.join().accept(null);
    await().untilAsserted(() -> assertThat(figures.lagMillis()).isZero());
    assertThat(figures.stalled(limit)).isFalse();
  }

  @Test
  void isStalledWhileItsThreadIsHeld() {
    CompletableFuture<Void> held = new CompletableFuture<>();
    OrderedDispatcher dispatcher =
        dispatcher(
            (change, done) -> {
              held.join();
              done.accept(null);
            });
    dispatcher.accept(live("org.test:a", 1));
    Duration limit = Duration.ofMillis(50);
    await().untilAsserted(() -> assertThat(figures.stalled(limit)).isTrue());
    held.complete(null);
    await().untilAsserted(() -> assertThat(figures.stalled(limit)).isFalse());
  }
}
