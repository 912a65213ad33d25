package org.twinsuite.camel.hono.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.hono.Patience.await;

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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

class DeliveriesTest {

  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);

  private final ExecutorService workers = Executors.newFixedThreadPool(3);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private ConsumerFigures figures;
  private final Map<Long, Consumer<Throwable>> open = new ConcurrentHashMap<>();

  @AfterProperty
  void stop() {
    workers.shutdownNow();
    timer.shutdownNow();
  }

  private Deliveries deliveries(int maxInFlight, Handover handover) {
    figures = new ConsumerFigures();
    return new Deliveries(maxInFlight, new Backoff(1, 4), handover, workers, timer, figures);
  }

  private Deliveries held() {
    return deliveries(100, (record, failures, done) -> open.put(record.offset(), done));
  }

  private static ConsumerRecord<String, byte[]> record(
      TopicPartition partition, long offset, String key) {
    return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, null);
  }

  @Example
  void givenARevokedPartition_thenLaterResultsDoNotCountAndOthersDo() {
    Deliveries deliveries = held();
    deliveries.accept(record(FIRST, 10, "a"));
    deliveries.accept(record(FIRST, 11, "b"));
    deliveries.accept(record(SECOND, 20, "c"));
    await().until(() -> open.size() == 3);
    open.get(10L).accept(null);

    assertThat(deliveries.drain(Set.of(FIRST), Duration.ofMillis(50))).isFalse();
    assertThat(deliveries.committable()).isEqualTo(Map.of(FIRST, 11L));
    deliveries.forget(Set.of(FIRST));
    open.get(11L).accept(null);
    open.get(20L).accept(null);

    assertThat(deliveries.committable()).isEqualTo(Map.of(SECOND, 21L));
    assertThat(figures.inFlight()).isZero();
  }

  @Example
  void givenAPartitionThatDrains_thenItsWaitingRecordsAreNotBegun() throws Exception {
    Deliveries deliveries = held();
    deliveries.accept(record(FIRST, 0, "a"));
    deliveries.accept(record(FIRST, 1, "a"));
    await().until(() -> open.size() == 1);
    FutureTask<Boolean> drained =
        new FutureTask<>(() -> deliveries.drain(Set.of(FIRST), Duration.ofSeconds(30)));
    Thread poller = new Thread(drained, "poller");
    poller.start();
    await().until(() -> poller.getState() == Thread.State.TIMED_WAITING);
    open.get(0L).accept(null);

    assertThat(drained.get()).isTrue();
    assertThat(deliveries.committable()).isEqualTo(Map.of(FIRST, 1L));
    await().until(() -> figures.inFlight() == 0);
    assertThat(open).containsOnlyKeys(0L);
  }

  @Example
  void givenAReassignedPartition_thenResultsOfItsFormerTimeDoNotCount() {
    Deliveries deliveries = held();
    deliveries.accept(record(FIRST, 5, "a"));
    await().until(() -> open.containsKey(5L));
    Consumer<Throwable> former = open.remove(5L);
    deliveries.forgetAll();
    deliveries.accept(record(FIRST, 5, "a"));
    await().until(() -> open.containsKey(5L));

    former.accept(null);
    assertThat(deliveries.committable()).isEmpty();

    open.get(5L).accept(null);
    assertThat(deliveries.committable()).isEqualTo(Map.of(FIRST, 6L));
  }

  /** The topic was made anew, or a broker lost its end: other records have the old offsets. */
  @Example
  void givenAPartitionThatIsReadFromAnEarlierOffset_thenItsRecordsAreDelivered() {
    Deliveries deliveries = held();
    deliveries.accept(record(FIRST, 7, "a"));
    deliveries.accept(record(FIRST, 8, "a"));
    await().until(() -> open.containsKey(7L));
    Consumer<Throwable> former = open.remove(7L);

    deliveries.accept(record(FIRST, 0, "a"));
    deliveries.accept(record(FIRST, 1, "b"));
    await().until(() -> open.containsKey(0L) && open.containsKey(1L));
    former.accept(null);
    open.get(0L).accept(null);

    assertThat(deliveries.committable()).isEqualTo(Map.of(FIRST, 1L));
    open.get(1L).accept(null);
    assertThat(deliveries.committable()).isEqualTo(Map.of(FIRST, 2L));
    assertThat(figures.inFlight()).isZero();
    assertThat(open).containsOnlyKeys(0L, 1L);
  }

  /** Whatever fails and in whatever order exchanges end: each key in order, each record done. */
  @Property(tries = 60)
  void everyRecordIsDoneOnceAndInOrderOfItsKey(
      @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 6) Integer> keys,
      @ForAll @IntRange(min = 2, max = 5) int everyNthFails,
      @ForAll @IntRange(min = 1, max = 10) int maxInFlight) {
    Map<String, List<Long>> done = new ConcurrentHashMap<>();
    Set<String> underWay = ConcurrentHashMap.newKeySet();
    List<String> overtaken = new CopyOnWriteArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger inRoute = new AtomicInteger();
    AtomicInteger highest = new AtomicInteger();
    Deliveries deliveries =
        deliveries(
            maxInFlight,
            (record, failures, result) -> {
              if (!underWay.add(record.key())) {
                overtaken.add(record.key());
              }
              highest.accumulateAndGet(inRoute.incrementAndGet(), Math::max);
              boolean fails = calls.incrementAndGet() % everyNthFails == 0;
              workers.execute(
                  () -> {
                    if (!fails) {
                      done.computeIfAbsent(record.key(), k -> new CopyOnWriteArrayList<>())
                          .add(record.offset());
                    }
                    underWay.remove(record.key());
                    inRoute.decrementAndGet();
                    result.accept(fails ? new IllegalStateException("not now") : null);
                  });
            });
    Map<String, List<Long>> sent = new ConcurrentHashMap<>();
    for (int offset = 0; offset < keys.size(); offset++) {
      String key = "device-" + keys.get(offset);
      sent.computeIfAbsent(key, k -> new ArrayList<>()).add((long) offset);
      deliveries.accept(record(FIRST, offset, key));
    }

    await()
        .pollInterval(Duration.ofMillis(2))
        .until(() -> deliveries.committable().equals(Map.of(FIRST, (long) keys.size())));
    assertThat(done).isEqualTo(sent);
    assertThat(overtaken).isEmpty();
    assertThat(highest.get()).isLessThanOrEqualTo(maxInFlight);
    assertThat(figures.completed()).isEqualTo(keys.size());
  }
}
