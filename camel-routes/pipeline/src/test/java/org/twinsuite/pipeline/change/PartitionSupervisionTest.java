package org.twinsuite.pipeline.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.apache.camel.health.HealthCheck;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ClockMode;
import org.twinsuite.pipeline.forecast.ForecastDue;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.observe.ProgressMonitor;
import org.twinsuite.pipeline.observe.RulesHealthCheck;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.HandledRevisions;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.time.EventClock;
import org.twinsuite.pipeline.twin.FeaturePublisher;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.engine.EngineOptions;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.health.HealthTree;
import org.twinsuite.rules.pack.RulePack;

/** Whatever ends a rule session, the partition goes on judging, and its health tells meanwhile. */
class PartitionSupervisionTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String CONDITION =
      """
      package test
      import org.twinsuite.rules.detect.LevelDetector
      global org.twinsuite.rules.engine.Findings findings
      rule "Level" @ruleId("T-1") @version("1") @owner("me") @autonomy("auto") @budget("3")
      when $w : LevelDetector(ruleId == "T-1", violationCount >= required) then findings.raise($w); end
      """;
  private static final String LEVELS =
      """
      rule,class,feature,failureMode,unit,direction,alarm,urgent,clear,hits,of
      T-1,*,vibration,wear,mm/s,above,%s,4.5,2.5,8,10
      """;
  private static final String ORDERS =
      """
      class,failureMode,failureCode,priority,urgentPriority,workFromHours,workToHours,coolDownHours,settleHours,snoozeHours,outcomeHours,part,scope,title
      *,*,UNK,3,2,4,72,24,24,168,48,,thing,Inspect {thing}
      """;

  @TempDir Path folder;

  private final Database database =
      Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
  private final History history = History.open(Path.of(":memory:"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ProgressMonitor monitor =
      new ProgressMonitor("rules", Duration.ofMinutes(1), meters);
  private final AtomicInteger sessions = new AtomicInteger();
  private final AtomicLong missed = new AtomicLong();
  private LivePack packs;

  /** What a call of the engine does before it is passed on: nothing, or it throws. */
  private BiConsumer<String, Object[]> before = (method, arguments) -> {};

  private Runnable beforeOpening = () -> {};
  private Partition partition;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(folder.resolve("condition.drl"), CONDITION);
    Files.writeString(folder.resolve("orders.csv"), ORDERS);
    Files.writeString(folder.resolve("levels.csv"), LEVELS.formatted("2.8"));
    packs = LivePack.open(AppConfig.of(Map.of("twinsuite.rules.folder", folder.toString())));
    partition =
        new Partition(
            "test",
            new JudgingContext(
                new ThingViews(thing -> Optional.of(JsonObject.empty())),
                new FactReader(),
                packs,
                history,
                new ChangeLedger(database, new AutonomyStore(database, packs::rules)),
                new EventClock(ClockMode.WALL, Instant.EPOCH),
                new ForecastDue(Duration.ofHours(1)),
                new ChangeMetrics(meters),
                new Findings(new FeaturePublisher(null))),
            pack -> {
              beforeOpening.run();
              sessions.incrementAndGet();
              return new Partition.Ready(
                  failing(
                      RuleEngine.open(pack, List.of(), EngineOptions.defaults(), new HealthTree())),
                  new HashMap<>(new HandledRevisions(database).snapshot()));
            },
            () -> true,
            (thing, view) -> true,
            monitor);
    partition.start();
  }

  @AfterEach
  void close() throws Exception {
    partition.close();
    history.close();
    database.close();
  }

  private RuleEngine failing(RuleEngine engine) {
    InvocationHandler handler =
        (Object proxy, Method method, Object[] arguments) -> {
          before.accept(method.getName(), arguments);
          try {
            return method.invoke(engine, arguments);
          } catch (InvocationTargetException failed) {
            throw failed.getCause();
          }
        };
    return (RuleEngine)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {RuleEngine.class}, handler);
  }

  private CountDownLatch send(String thing, long revision) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    send(thing, revision, done::countDown);
    return done;
  }

  private void send(String thing, long revision, Runnable done) throws InterruptedException {
    Instant at = Instant.now();
    TwinChange change =
        new TwinChange(
            thing,
            "/features/vibration/properties",
            TwinChange.MERGED,
            JsonFactory.readFrom("{\"value\":1.0,\"sourceTimestamp\":\"" + at + "\"}"),
            revision,
            at,
            null,
            null);
    partition.offer(new Partition.Work(change, thing, false, System.nanoTime(), done));
  }

  private static void awaitAll(List<CountDownLatch> all) {
    await().atMost(LIMIT).until(() -> all.stream().allMatch(done -> done.getCount() == 0));
  }

  private HealthCheck.Result health() {
    return new RulesHealthCheck(packs, monitor, missed::get).call();
  }

  @Test
  void anErrorWhileAChangeIsJudgedParksThatChangeAndHarmsNoOther() throws Exception {
    // GIVEN a fact that exhausts the stack of whoever judges it
    before =
        (method, arguments) -> {
          if (method.equals("handle")
              && arguments[0] instanceof Fact fact
              && fact.thingId().equals("plant:poison")) {
            throw new StackOverflowError();
          }
        };
    // WHEN it comes among others
    List<CountDownLatch> done = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      done.add(send(i == 10 ? "plant:poison" : "plant:p" + i, 1));
    }
    // THEN every change is acknowledged, only that one is parked, and the session is another one
    awaitAll(done);
    assertThat(new ParkingLot(database).newest(10))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.key()).isEqualTo("plant:poison@1");
              assertThat(line.reason()).contains("StackOverflowError");
            });
    awaitAll(List.of(send("plant:later", 1)));
    assertThat(sessions).hasValueGreaterThan(1);
    assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"problems", "advanceTo"})
  void aSessionThatFailsBesideItsChangesIsOpenedAgain(String failing) throws Exception {
    // GIVEN a session that fails twice at something no change is to blame for
    AtomicInteger left = new AtomicInteger(2);
    before =
        (method, arguments) -> {
          if (method.equals(failing) && left.getAndDecrement() > 0) {
            throw new LinkageError("a class of the pack is missing");
          }
        };
    // WHEN
    List<CountDownLatch> done = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      done.add(send("plant:p" + i, 1));
    }
    // THEN nothing is lost and nothing is parked
    awaitAll(done);
    assertThat(new ParkingLot(database).newest(10)).isEmpty();
    assertThat(new HandledRevisions(database).snapshot()).hasSize(300);
  }

  @Test
  void aChangeThatEndsOneSessionAfterTheOtherIsParked() throws Exception {
    // GIVEN a change after which the rules cannot be asked for their problems
    List<String> judged = new ArrayList<>();
    before =
        (method, arguments) -> {
          if (method.equals("handle") && arguments[0] instanceof Fact fact) {
            judged.add(fact.thingId());
          } else if (method.equals("problems")) {
            boolean poisoned = judged.contains("plant:poison");
            judged.clear();
            if (poisoned) {
              throw new IllegalStateException("the working memory is broken");
            }
          }
        };
    // WHEN
    List<CountDownLatch> done = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      done.add(send(i == 10 ? "plant:poison" : "plant:p" + i, 1));
    }
    // THEN
    awaitAll(done);
    assertThat(new ParkingLot(database).newest(10))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.key()).isEqualTo("plant:poison@1");
              assertThat(line.reason()).contains("the working memory is broken");
            });
  }

  @Test
  void healthIsDownWhileNoSessionCanBeOpened() throws Exception {
    // GIVEN a session that ends, and none that can be opened after it
    awaitAll(List.of(send("plant:p1", 1)));
    CountDownLatch repaired = new CountDownLatch(1);
    beforeOpening =
        () -> {
          if (repaired.getCount() > 0) {
            throw new ExceptionInInitializerError("no rules here");
          }
        };
    before =
        (method, arguments) -> {
          if (method.equals("problems") && repaired.getCount() > 0) {
            throw new IllegalStateException("ended");
          }
        };
    // WHEN a change waits for it
    CountDownLatch done = send("plant:p1", 2);
    // THEN health and metrics say so
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
              assertThat(health().getMessage().orElse("")).contains("no rules here");
            });
    assertThat(meters.get("twinsuite.rules.stopped").gauge().value()).isEqualTo(1);
    assertThat(meters.get("twinsuite.rules.oldest").gauge().value()).isPositive();
    // AND when it can, the change is judged and health is up
    repaired.countDown();
    awaitAll(List.of(done));
    await().atMost(LIMIT).until(() -> health().getState() == HealthCheck.State.UP);
  }

  @Test
  void healthTellsOfRevisionsThatDittosHistoryNoLongerHas() {
    assertThat(health().getDetails()).containsEntry("degraded", false);
    missed.set(9_048);
    assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    assertThat(health().getDetails()).containsEntry("degraded", true);
    assertThat(health().getDetails().get("missed").toString())
        .contains("9048", "history-retention-duration");
  }

  @Test
  void aPackThatCannotBeChangedToLeavesTheFormerOneInCharge() throws Exception {
    // GIVEN a session that cannot change to another pack
    awaitAll(List.of(send("plant:p1", 1)));
    before =
        (method, arguments) -> {
          if (method.equals("reload")) {
            throw new NoClassDefFoundError("the pack's class");
          }
        };
    RulePack former = packs.current();
    // WHEN the pack changes
    Files.writeString(folder.resolve("levels.csv"), LEVELS.formatted("3.1"));
    packs.look();
    // THEN changes are judged all the same, and health tells
    awaitAll(List.of(send("plant:p1", 2), send("plant:p2", 1)));
    assertThat(packs.current()).isNotSameAs(former);
    assertThat(packs.problems()).anyMatch(problem -> problem.contains("the pack's class"));
    awaitAll(List.of(send("plant:p3", 1)));
    assertThat(new ParkingLot(database).newest(10)).isEmpty();
  }

  @Test
  void anAcknowledgementThatFailsHarmsNoOther() throws Exception {
    // WHEN
    send(
        "plant:p1",
        1,
        () -> {
          throw new NoClassDefFoundError("gone");
        });
    // THEN
    awaitAll(List.of(send("plant:p2", 1)));
    assertThat(sessions).hasValue(1);
  }

  @Test
  void aMessageUnderWayForTooLongMakesHealthDown() throws Exception {
    // GIVEN a judgement that does not end
    CountDownLatch release = new CountDownLatch(1);
    before =
        (method, arguments) -> {
          if (method.equals("handle")) {
            awaitQuietly(release);
          }
        };
    ProgressMonitor impatient =
        new ProgressMonitor("impatient", Duration.ofMillis(1), new SimpleMeterRegistry());
    impatient.watch("test", partition::progress);
    // WHEN
    CountDownLatch done = send("plant:p1", 1);
    // THEN
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(impatient.problems().get("test"))
                    .contains("its oldest work has been under way for"));
    release.countDown();
    awaitAll(List.of(done));
    await().atMost(LIMIT).until(() -> impatient.problems().isEmpty());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
