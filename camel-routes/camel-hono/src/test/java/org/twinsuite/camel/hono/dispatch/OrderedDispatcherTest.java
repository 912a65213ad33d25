package org.twinsuite.camel.hono.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.hono.Patience.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;

class OrderedDispatcherTest {

  private static final String FIRST = "first";
  private static final String SECOND = "second";

  private final ExecutorService workers = Executors.newFixedThreadPool(3);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ConsumerFigures figures = new ConsumerFigures();
  private final Map<String, Consumer<Result>> open = new ConcurrentHashMap<>();
  private final Map<String, Outcome> settled = new ConcurrentHashMap<>();
  private final List<String> parked = new CopyOnWriteArrayList<>();

  @AfterProperty
  void stop() {
    workers.shutdownNow();
    timer.shutdownNow();
  }

  private OrderedDispatcher<String> dispatcher(
      Limits limits, int maxAttempts, boolean giveBack, Handler<String> handler) {
    return new OrderedDispatcher<>(
        limits,
        new RetryPolicy(maxAttempts, new Backoff(1, 4), new Outages(null), giveBack),
        (message, attempt, done) -> {
          if (attempt.exhausted()) {
            parked.add(message);
            done.accept(Result.completed());
          } else {
            handler.handle(message, attempt, done);
          }
        },
        (message, outcome) -> settled.merge(message, outcome, OrderedDispatcherTest::twice),
        workers,
        timer,
        figures);
  }

  private static Outcome twice(Outcome one, Outcome other) {
    throw new AssertionError("settled as " + one + " and as " + other);
  }

  private OrderedDispatcher<String> held(Limits limits) {
    return dispatcher(limits, 0, false, (message, attempt, done) -> open.put(message, done));
  }

  private OrderedDispatcher<String> held() {
    return held(new Limits(100, 1_000_000));
  }

  @Example
  void givenALaneThatIsGivenAway_thenWhatWasNotBegunIsNotAndOthersGoOn() {
    OrderedDispatcher<String> dispatcher = held();
    dispatcher.accept(FIRST, "a", 1, "a1");
    dispatcher.accept(FIRST, "a", 1, "a2");
    dispatcher.accept(SECOND, "c", 1, "c1");
    await().until(() -> open.keySet().equals(Set.of("a1", "c1")));

    // WHEN it cannot be drained in time and is forgotten
    assertThat(dispatcher.drain(Set.of(FIRST), Duration.ofMillis(50))).isFalse();
    dispatcher.forget(Set.of(FIRST));
    open.get("a1").accept(Result.completed());
    open.get("c1").accept(Result.completed());

    // THEN what was under way settles late, and its next is never begun
    assertThat(settled)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a1", Outcome.COMPLETED, "c1", Outcome.COMPLETED));
    assertThat(open).doesNotContainKey("a2");
    assertThat(figures.inFlight()).isZero();
    assertThat(figures.inFlightBytes()).isZero();
  }

  @Example
  void givenALaneThatDrains_thenItsWaitingMessagesAreReleased() throws Exception {
    OrderedDispatcher<String> dispatcher = held();
    dispatcher.accept(FIRST, "a", 1, "a1");
    dispatcher.accept(FIRST, "a", 1, "a2");
    await().until(() -> open.size() == 1);
    FutureTask<Boolean> drained =
        new FutureTask<>(() -> dispatcher.drain(Set.of(FIRST), Duration.ofSeconds(30)));
    Thread poller = new Thread(drained, "poller");
    poller.start();
    await().until(() -> poller.getState() == Thread.State.TIMED_WAITING);
    open.get("a1").accept(Result.completed());

    assertThat(drained.get()).isTrue();
    dispatcher.release(Set.of(FIRST));
    assertThat(settled)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a1", Outcome.COMPLETED, "a2", Outcome.RELEASED));
    assertThat(open).containsOnlyKeys("a1");
  }

  @Example
  void givenAnErrorOnce_thenTheWorkerLivesOnAndTheMessageComesAgain() {
    AtomicInteger calls = new AtomicInteger();
    OrderedDispatcher<String> dispatcher =
        dispatcher(
            new Limits(1, 1_000_000),
            3,
            false,
            (message, attempt, done) -> {
              if (message.equals("bad") && calls.incrementAndGet() == 1) {
                throw new StackOverflowError();
              }
              done.accept(Result.completed());
            });
    dispatcher.accept(FIRST, "a", 1, "bad");
    dispatcher.accept(FIRST, "a", 1, "next");
    dispatcher.accept(FIRST, "b", 1, "other");

    await().until(() -> settled.size() == 3);
    assertThat(settled.values()).containsOnly(Outcome.COMPLETED);
    assertThat(figures.inFlight()).isZero();
  }

  @Example
  void givenAnErrorAlways_thenTheMessageIsParkedAfterTheLastAttemptAndItsKeyGoesOn() {
    List<Integer> failures = new CopyOnWriteArrayList<>();
    OrderedDispatcher<String> dispatcher =
        dispatcher(
            new Limits(1, 1_000_000),
            3,
            false,
            (message, attempt, done) -> {
              if (message.equals("bad")) {
                failures.add(attempt.failures());
                throw new NoClassDefFoundError("org/example/Parser");
              }
              done.accept(Result.completed());
            });
    dispatcher.accept(FIRST, "a", 1, "bad");
    dispatcher.accept(FIRST, "a", 1, "next");

    await().until(() -> settled.size() == 2);
    assertThat(settled)
        .containsEntry("bad", Outcome.PARKED)
        .containsEntry("next", Outcome.COMPLETED);
    assertThat(failures).containsExactly(0, 1, 2);
    assertThat(parked).containsExactly("bad");
    assertThat(figures.parked()).isEqualTo(1);
  }

  @Example
  void givenATargetThatIsAway_thenItsMessagesWaitAndNoneIsParked() {
    AtomicInteger calls = new AtomicInteger();
    OrderedDispatcher<String> dispatcher =
        dispatcher(
            new Limits(10, 1_000_000),
            2,
            false,
            (message, attempt, done) ->
                done.accept(
                    calls.incrementAndGet() < 40
                        ? Result.failed(new RuntimeException(new IOException("refused")))
                        : Result.completed()));
    dispatcher.accept(FIRST, "a", 1, "a1");
    dispatcher.accept(FIRST, "b", 1, "b1");

    await().until(() -> settled.size() == 2);
    assertThat(settled.values()).containsOnly(Outcome.COMPLETED);
    assertThat(parked).isEmpty();
  }

  @Example
  void givenAMessageThatLooksLikeAnOutageWhileOthersSucceed_thenItIsParked() {
    AtomicInteger others = new AtomicInteger();
    OrderedDispatcher<String> dispatcher =
        dispatcher(
            new Limits(10, 1_000_000),
            3,
            false,
            (message, attempt, done) ->
                done.accept(
                    message.equals("bad")
                        ? Result.failed(new IOException("reset by peer"))
                        : Result.completed()));
    dispatcher.accept(FIRST, "a", 1, "bad");

    await()
        .until(
            () -> {
              dispatcher.accept(FIRST, "b", 1, "other-" + others.incrementAndGet());
              return settled.containsKey("bad");
            });
    assertThat(settled).containsEntry("bad", Outcome.PARKED);
  }

  @Example
  void givenANetworkThatTakesMessagesBack_thenAnExhaustedOneIsGivenBack() {
    OrderedDispatcher<String> dispatcher =
        dispatcher(
            new Limits(10, 1_000_000),
            2,
            true,
            (message, attempt, done) -> done.accept(Result.failed(new IllegalStateException())));
    dispatcher.accept(FIRST, "a", 1, "bad");

    await().until(() -> settled.containsKey("bad"));
    assertThat(settled).containsEntry("bad", Outcome.GIVEN_BACK);
    assertThat(parked).isEmpty();
  }

  @Example
  void givenParkingThatFails_thenItIsTriedUntilItSucceeds() {
    AtomicInteger parkings = new AtomicInteger();
    OrderedDispatcher<String> dispatcher =
        new OrderedDispatcher<>(
            new Limits(10, 1_000_000),
            new RetryPolicy(1, new Backoff(1, 4), new Outages(null), false),
            (message, attempt, done) ->
                done.accept(
                    attempt.exhausted() && parkings.incrementAndGet() == 5
                        ? Result.completed()
                        : Result.failed(new IOException("the store is away"))),
            settled::put,
            workers,
            timer,
            figures);
    // an Error counts although it is the only message
    dispatcher.accept(FIRST, "a", 1, "bad");
    dispatcher.accept(FIRST, "b", 1, "bad too");
    assertThat(settled).isEmpty();
    // nothing else succeeds: an outage is never parked
    await().until(() -> figures.redelivered() > 4);
    assertThat(parkings).hasValue(0);
  }

  @Example
  void givenLargeMessages_thenTheirLaneIsFullByItsShareOfBytes() {
    OrderedDispatcher<String> dispatcher = held(new Limits(100, 1_000));
    dispatcher.accept(FIRST, "a", 600, "a1");

    assertThat(dispatcher.full(Set.of(FIRST, SECOND), 10)).containsExactly(FIRST);
    assertThat(figures.inFlightBytes()).isEqualTo(600);
    await().until(() -> open.containsKey("a1"));
    open.get("a1").accept(Result.completed());
    assertThat(dispatcher.full(Set.of(FIRST, SECOND), 10)).isEmpty();
    assertThat(figures.inFlightBytes()).isZero();
  }

  @Example
  void givenAMessageThatDoesNotEnd_thenItsLaneIsReportedAsStalled() {
    OrderedDispatcher<String> dispatcher = held();
    dispatcher.accept(FIRST, "a", 1, "a1");
    await().until(() -> open.containsKey("a1"));

    await().until(() -> dispatcher.stalled(Duration.ofMillis(20)).isPresent());
    assertThat(dispatcher.stalled(Duration.ofMillis(20)).orElseThrow().toString())
        .contains(FIRST)
        .contains("has not ended");
    assertThat(dispatcher.stalled(Duration.ofHours(1))).isEmpty();
    assertThat(figures.oldestInFlightMillis()).isPositive();

    open.get("a1").accept(Result.completed());
    assertThat(dispatcher.stalled(Duration.ZERO)).isEmpty();
    assertThat(figures.oldestInFlightMillis()).isZero();
  }

  /** Whatever fails and in whatever order messages end: each key in order, each message done. */
  @Property(tries = 60)
  void everyMessageIsDoneOnceAndInOrderOfItsKey(
      @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 6) Integer> keys,
      @ForAll @IntRange(min = 2, max = 5) int everyNthFails,
      @ForAll @IntRange(min = 1, max = 10) int maxInFlight) {
    Map<String, List<Integer>> done = new ConcurrentHashMap<>();
    Set<String> underWay = ConcurrentHashMap.newKeySet();
    List<String> overtaken = new CopyOnWriteArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger inRoute = new AtomicInteger();
    AtomicInteger highest = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    OrderedDispatcher<Integer> dispatcher =
        new OrderedDispatcher<>(
            new Limits(maxInFlight, 1_000_000),
            new RetryPolicy(0, new Backoff(1, 4), new Outages(null), false),
            (message, attempt, result) -> {
              String key = "device-" + keys.get(message);
              if (!underWay.add(key)) {
                overtaken.add(key);
              }
              highest.accumulateAndGet(inRoute.incrementAndGet(), Math::max);
              int call = calls.incrementAndGet();
              if (call % (everyNthFails * 3) == 0) {
                underWay.remove(key);
                inRoute.decrementAndGet();
                throw new StackOverflowError();
              }
              boolean fails = call % everyNthFails == 0;
              workers.execute(
                  () -> {
                    if (!fails) {
                      done.computeIfAbsent(key, k -> new CopyOnWriteArrayList<>()).add(message);
                    }
                    underWay.remove(key);
                    inRoute.decrementAndGet();
                    result.accept(
                        fails
                            ? Result.failed(new IllegalStateException("not now"))
                            : Result.completed());
                  });
            },
            (message, outcome) -> ended.incrementAndGet(),
            workers,
            timer,
            figures);
    long before = figures.completed();
    Map<String, List<Integer>> sent = new ConcurrentHashMap<>();
    for (int message = 0; message < keys.size(); message++) {
      String key = "device-" + keys.get(message);
      sent.computeIfAbsent(key, k -> new ArrayList<>()).add(message);
      dispatcher.accept(FIRST, key, 1, message);
    }

    await().pollInterval(Duration.ofMillis(2)).until(() -> ended.get() == keys.size());
    assertThat(done).isEqualTo(sent);
    assertThat(overtaken).isEmpty();
    assertThat(highest.get()).isLessThanOrEqualTo(maxInFlight);
    assertThat(figures.completed() - before).isEqualTo(keys.size());
    assertThat(dispatcher.pending()).isZero();
  }
}
