package org.twinsuite.connectors.scada;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.twin.Quality;
import org.twinsuite.twin.TwinPoint;

class TwinUpdatesTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Instant AT = Instant.parse("2026-03-01T06:00:00Z");

  private final CopyOnWriteArrayList<TwinUpdate> updates = new CopyOnWriteArrayList<>();

  private static TagSample sample(String thing, String feature, double value, long second) {
    Tag tag = Tag.of("line1", "a", thing, feature);
    Instant time = AT.plusSeconds(second);
    return new TagSample(tag, value, Quality.GOOD, time, time, time);
  }

  /** Four signals go together, however slowly they come. */
  private TwinUpdates gathering() {
    return new TwinUpdates("test", 100, 4, Duration.ofMinutes(1), updates::add);
  }

  private List<Object> values(String thing, boolean historical) {
    return updates.stream()
        .filter(update -> update.thing().equals(thing) && update.historical() == historical)
        .flatMap(update -> update.signals().stream())
        .map(signal -> ((TagSample) signal).value())
        .toList();
  }

  @Test
  void signalsOfAThingGoTogetherAndNoneIsLeftOut() {
    try (TwinUpdates gathering = gathering()) {
      // WHEN
      gathering.add(sample("p:a", "x", 1, 0));
      gathering.add(sample("p:b", "x", 2, 0));
      gathering.add(sample("p:a", "y", 3, 0));
      gathering.add(sample("p:a", "x", 4, 1));
      // THEN
      await()
          .atMost(PATIENCE)
          .until(() -> values("p:a", false).size() == 3 && values("p:b", false).size() == 1);
      assertThat(updates).hasSize(3);
      assertThat(values("p:a", false)).containsExactly(1.0, 3.0, 4.0);
    }
  }

  @Test
  void whatWasMeasuredEarlierIsHistoricalAndALossIsNot() {
    try (TwinUpdates gathering = gathering()) {
      gathering.add(sample("p:a", "x", 1, 10));
      gathering.add(sample("p:a", "x", 2, 5));
      Tag tag = Tag.of("line1", "a", "p:a", "x");
      gathering.add(TagSample.without(tag, TagConnection.NO_COMMUNICATION, AT.plusSeconds(60)));
      gathering.add(sample("p:a", "x", 3, 11));
      await().atMost(PATIENCE).until(() -> values("p:a", false).contains(3.0));
      assertThat(values("p:a", true)).containsExactly(2.0);
      assertThat(values("p:a", false)).containsExactly(1.0, null, 3.0);
    }
  }

  @Test
  void whoIsFasterThanTheSinkWaits() throws Exception {
    // GIVEN a sink that takes nothing for now
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger added = new AtomicInteger();
    TwinUpdates gathering =
        new TwinUpdates(
            "test",
            10,
            5,
            Duration.ZERO,
            update -> {
              try {
                open.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              updates.add(update);
            });
    Thread source =
        new Thread(
            () -> {
              for (int i = 0; i < 100; i++) {
                gathering.add(sample("p:a", "x", i, i));
                added.incrementAndGet();
              }
            });
    source.start();
    // THEN no more than the queue and one batch are taken
    await().atMost(PATIENCE).until(() -> source.getState() == Thread.State.TIMED_WAITING);
    assertThat(added.get()).isLessThanOrEqualTo(15);
    // WHEN
    open.countDown();
    await().atMost(PATIENCE).until(() -> values("p:a", false).size() == 100);
    assertThat(values("p:a", false)).first().isEqualTo(0.0);
    assertThat(values("p:a", false)).last().isEqualTo(99.0);
    gathering.close();
  }

  @ParameterizedTest
  @ValueSource(classes = {StackOverflowError.class, IllegalStateException.class, Error.class})
  void whatASinkThrowsHarmsItsOwnUpdateOnly(Class<? extends Throwable> thrown) {
    // GIVEN a sink that throws at the first update, and leaves an interrupt behind
    try (TwinUpdates gathering =
        new TwinUpdates(
            "test",
            100,
            1,
            Duration.ZERO,
            update -> {
              updates.add(update);
              if (updates.size() == 1) {
                Thread.currentThread().interrupt();
                sneaky(thrown);
              }
            })) {
      // WHEN
      gathering.add(sample("p:a", "x", 1, 0));
      gathering.add(sample("p:a", "x", 2, 1));
      // THEN
      await().atMost(PATIENCE).until(() -> values("p:a", false).contains(2.0));
      await().atMost(PATIENCE).until(() -> gathering.busyFor().isEmpty());
    }
  }

  private static void sneaky(Class<? extends Throwable> thrown) {
    try {
      Throwable made = thrown.getDeclaredConstructor().newInstance();
      if (made instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) made;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSinkThatDoesNotReturnIsSeenToBeBusy() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    try (TwinUpdates gathering =
        new TwinUpdates(
            "test",
            10,
            1,
            Duration.ZERO,
            update -> {
              try {
                open.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })) {
      assertThat(gathering.busyFor()).isEmpty();
      gathering.add(sample("p:a", "x", 1, 0));
      await().atMost(PATIENCE).until(() -> gathering.busyFor().isPresent());
      open.countDown();
      await().atMost(PATIENCE).until(() -> gathering.busyFor().isEmpty());
    }
  }

  @Test
  void whatWaitsIsBoundedInBytes() throws Exception {
    // GIVEN room for many signals, but not for large ones
    BoundedSignals waiting = new BoundedSignals(1_000, 300_000);
    Tag tag = Tag.of("line1", "a", "p:a", "x");
    TagSample large = TagSample.of(tag, "x".repeat(60_000), Quality.GOOD, AT, AT, AT, false);
    // WHEN
    assertThat(waiting.offer(large, 0, TimeUnit.SECONDS)).isTrue();
    assertThat(waiting.offer(large, 0, TimeUnit.SECONDS)).isTrue();
    // THEN
    assertThat(waiting.offer(large, 0, TimeUnit.SECONDS)).isFalse();
    List<Signal> taken = new ArrayList<>();
    assertThat(waiting.drainTo(taken, 1, 0)).isEqualTo(1);
    assertThat(waiting.offer(large, 0, TimeUnit.SECONDS)).isTrue();
    // WHEN one alone is more than the bound
    BoundedSignals small = new BoundedSignals(10, 10);
    assertThat(small.offer(large, 0, TimeUnit.SECONDS)).isTrue();
    assertThat(small.offer(large, 0, TimeUnit.SECONDS)).isFalse();
    assertThat(small.size()).isEqualTo(1);
  }

  @Test
  void thePatchHasTheShapeOfAPoint() {
    Tag tag = new Tag("s", "a", "p:a", "x", "mm/s", 0, 1, 0, 0, null, Map.of(), 1);
    Quality bad = Quality.bad("Bad_SensorFailure");
    TagSample sample = new TagSample(tag, null, bad, AT, null, AT.plusMillis(5));
    assertThat(new TwinUpdate("p:a", List.of(sample), false).patch())
        .isEqualTo(
            "{\"x\":{\"properties\":{\"value\":null,\"unit\":\"mm/s\",\"quality\":{\"severity\":\"bad\","
                + "\"code\":\"Bad_SensorFailure\"},\"sourceTimestamp\":\"2026-03-01T06:00:00.000Z\","
                + "\"serverTimestamp\":null,\"receivedAt\":\"2026-03-01T06:00:00.005Z\"}}}");
  }

  @Test
  void thePatchOfASampleIsThePointOfTheTwinModel() {
    // GIVEN
    Tag tag = new Tag("s", "a", "p:a", "x", "mm/s", 0, 1, 0, 0, null, Map.of(), 1);
    TagSample sample = new TagSample(tag, 1.5, Quality.uncertain("U"), AT, AT, AT.plusMillis(5));
    // WHEN
    String patch = new TwinUpdate("p:a", List.of(sample), false).patch();
    // THEN
    TwinPoint point =
        new TwinPoint(
            "x", JsonValue.of(1.5), "mm/s", Quality.uncertain("U"), AT, AT, AT.plusMillis(5));
    assertThat(JsonFactory.newObject(patch)).isEqualTo(TwinPoint.features(List.of(point)));
  }
}
