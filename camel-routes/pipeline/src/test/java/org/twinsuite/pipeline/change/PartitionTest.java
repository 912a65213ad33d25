package org.twinsuite.pipeline.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ClockMode;
import org.twinsuite.pipeline.forecast.ForecastDue;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.observe.ProgressMonitor;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.time.EventClock;
import org.twinsuite.pipeline.twin.FeaturePublisher;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.engine.EngineOptions;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.health.HealthTree;

class PartitionTest {
  private final Database database =
      Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
  private final History history = History.open(Path.of(":memory:"));

  @AfterEach
  void close() {
    history.close();
    database.close();
  }

  @Test
  void aChangeOfAThingThatCannotBeReadNowWaits() throws Exception {
    // GIVEN a thing that another process knew so far, and a Ditto that does not answer yet
    AtomicInteger asked = new AtomicInteger();
    ThingViews views =
        new ThingViews(
            thing -> {
              if (asked.incrementAndGet() < 3) {
                throw new IllegalStateException("no connection to Ditto");
              }
              return Optional.of(JsonObject.empty());
            });
    LivePack packs = LivePack.open(AppConfig.of(Map.of()));
    JudgingContext context =
        new JudgingContext(
            views,
            new FactReader(),
            packs,
            history,
            new ChangeLedger(database, new AutonomyStore(database, packs::rules)),
            new EventClock(ClockMode.WALL, Instant.EPOCH),
            new ForecastDue(Duration.ofHours(1)),
            new ChangeMetrics(new SimpleMeterRegistry()),
            new Findings(new FeaturePublisher(null)));
    CountDownLatch done = new CountDownLatch(1);
    try (Partition partition =
        new Partition(
            "test",
            context,
            pack ->
                new Partition.Ready(
                    RuleEngine.open(pack, List.of(), EngineOptions.defaults(), new HealthTree()),
                    new HashMap<>()),
            () -> false,
            (thing, view) -> true,
            new ProgressMonitor("rules", Duration.ofMinutes(1), new SimpleMeterRegistry()))) {
      partition.start();
      // WHEN a sample of it changes
      Instant at = Instant.now();
      TwinChange change =
          new TwinChange(
              "plant:p1",
              "/features/vibration/properties",
              TwinChange.MERGED,
              JsonFactory.readFrom("{\"value\":1.0,\"sourceTimestamp\":\"" + at + "\"}"),
              7,
              at,
              null,
              null);
      partition.offer(
          new Partition.Work(change, "plant:p1", false, System.nanoTime(), done::countDown));
      await().atMost(Duration.ofSeconds(60)).until(() -> done.getCount() == 0);
    }
    // THEN it is judged and not parked
    assertThat(new ParkingLot(database).newest(10)).isEmpty();
    assertThat(history.newest()).isAfter(Instant.EPOCH);
  }
}
