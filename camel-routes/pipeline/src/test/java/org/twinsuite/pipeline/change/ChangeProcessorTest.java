package org.twinsuite.pipeline.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import org.twinsuite.pipeline.store.Episodes;
import org.twinsuite.pipeline.time.EventClock;
import org.twinsuite.pipeline.twin.FeaturePublisher;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.health.HealthTree;

class ChangeProcessorTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int PARTITIONS = 2;
  private static final ProgressMonitor MONITOR =
      new ProgressMonitor("rules", Duration.ofMinutes(1), new SimpleMeterRegistry());

  private final Database database =
      Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
  private final History history = History.open(Path.of(":memory:"));
  private final Map<String, String> parents = new ConcurrentHashMap<>();
  private final Episodes episodes = new Episodes(database);
  private final Map<String, Long> revisions = new ConcurrentHashMap<>();
  private ChangeProcessor line;

  @BeforeEach
  void open() {
    LivePack packs = LivePack.open(AppConfig.of(Map.of()));
    line =
        new ChangeLineFactory(
                packs,
                episodes,
                null,
                history,
                new ChangeLedger(database, new AutonomyStore(database, packs::rules)),
                new EventClock(ClockMode.EVENT, Instant.EPOCH),
                new ForecastDue(Duration.ofHours(1)),
                new ChangeMetrics(new SimpleMeterRegistry()),
                10,
                new ThingViews(
                    thing ->
                        Optional.ofNullable(parents.get(thing))
                            .map(
                                parent ->
                                    JsonObject.of(
                                        "{\"attributes\":{\"parent\":\"" + parent + "\"}}"))),
                new FeaturePublisher(null),
                new HealthTree(),
                MONITOR)
            .line(PARTITIONS, Map::of);
    line.start();
  }

  @AfterEach
  void close() {
    line.stop();
    history.close();
    database.close();
  }

  @Test
  void aThingThatMovesToAnotherParentIsNotTakenForSilentWhereItWas() throws Exception {
    // GIVEN two lines that are judged apart, and a machine in the first one
    String first = "plant:line0";
    String second = first;
    for (int i = 1;
        ChangeLineFactory.of(second, PARTITIONS) == ChangeLineFactory.of(first, PARTITIONS);
        i++) {
      second = "plant:line" + i;
    }
    parents.put("plant:p1", first);
    parents.put("plant:p2", first);
    int minute = 0;
    for (; minute < 30; minute++) {
      sample("plant:p1", minute);
    }
    // WHEN it moves to the second line and goes on
    parents.put("plant:p1", second);
    change("plant:p1", "/attributes/parent", "\"" + second + "\"", minute);
    for (; minute < 90; minute++) {
      sample("plant:p1", minute);
    }
    // THEN nobody thinks that it fell silent
    sample("plant:p2", minute);
    assertThat(episodes.current()).isEmpty();
  }

  @Test
  void aThingThatMovesToAnotherParentKeepsItsEpisode() throws Exception {
    // GIVEN a machine with an order
    String first = "plant:line0";
    String second = first;
    for (int i = 1;
        ChangeLineFactory.of(second, PARTITIONS) == ChangeLineFactory.of(first, PARTITIONS);
        i++) {
      second = "plant:line" + i;
    }
    parents.put("plant:p1", first);
    int minute = 0;
    for (; minute < 10; minute++) {
      life("plant:p1", minute);
    }
    List<Episode> before = episodes.current();
    assertThat(before).hasSize(1);
    // WHEN it moves and its life stays short
    parents.put("plant:p1", second);
    change("plant:p1", "/attributes/parent", "\"" + second + "\"", minute);
    for (; minute < 30; minute++) {
      life("plant:p1", minute);
    }
    // THEN that is the same fault
    assertThat(episodes.current()).isEqualTo(before);
  }

  private void life(String thing, int minute) throws InterruptedException {
    change(
        thing,
        "/features/forecast:rul/properties",
        "{\"value\":100,\"lower\":80,\"upper\":120,\"level\":0.9,\"unit\":\"h\",\"at\":\"%s\"}"
            .formatted(at(minute)),
        minute);
  }

  private void sample(String thing, int minute) throws InterruptedException {
    change(
        thing,
        "/features/vibration/properties",
        "{\"value\":1.0,\"unit\":\"mm/s\",\"sourceTimestamp\":\"" + at(minute) + "\"}",
        minute);
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  /** Returns when the change is handled. */
  private void change(String thing, String path, String value, int minute)
      throws InterruptedException {
    TwinChange change =
        new TwinChange(
            thing,
            path,
            TwinChange.MODIFIED,
            JsonFactory.readFrom(value),
            revisions.merge(thing, 1L, Long::sum),
            at(minute),
            null,
            null);
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getMessage().setBody(change);
    CountDownLatch done = new CountDownLatch(1);
    line.process(exchange, doneSync -> done.countDown());
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(exchange.getException()).isNull();
  }
}
