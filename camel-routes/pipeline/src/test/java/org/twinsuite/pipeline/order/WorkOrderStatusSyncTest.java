package org.twinsuite.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.pipeline.observe.SystemStates;
import org.twinsuite.pipeline.store.Actions;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Consequences;
import org.twinsuite.pipeline.store.Cursors;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.rules.pack.Autonomy;

class WorkOrderStatusSyncTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  @TempDir Path folder;
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final FakeTwins ditto = new FakeTwins();
  private final FakeOrders first = new FakeOrders();
  private final FakeOrders second = new FakeOrders();
  private final SystemStates states = new SystemStates();
  private final CountDownLatch released = new CountDownLatch(1);
  private Database database;
  private Cursors cursors;
  private WorkOrderStatusSync back;

  @BeforeEach
  void open() throws Exception {
    ditto.in(camel);
    camel.start();
    database = Database.open("jdbc:h2:file:" + folder.resolve("outbox"), "sa", "");
    cursors = new Cursors(database);
    Map<String, WorkOrders> systems = new LinkedHashMap<>();
    systems.put("first", first);
    systems.put("second", second);
    back =
        new WorkOrderStatusSync(
            new Cmms(systems),
            new Outbox(database, "here"),
            cursors,
            new Twins(camel),
            states,
            InstantSource.system(),
            new ParkingLot(database));
    Consequences consequences = new Consequences();
    consequences.decided(List.of(Actions.order("TS-1"), Actions.order("TS-2")), List.of());
    new ChangeLedger(database, new AutonomyStore(database, () -> Actions.rules(Autonomy.AUTO, 9)))
        .store(consequences);
  }

  @AfterEach
  void close() throws Exception {
    released.countDown();
    back.close();
    camel.stop();
    database.close();
  }

  /** Polls every system once and waits for both. */
  private void pollAll() {
    int before = first.polls.get() + second.polls.get();
    back.process(null);
    await().atMost(SOON).until(() -> first.polls.get() + second.polls.get() == before + 2);
    await().atMost(SOON).untilAsserted(() -> assertThat(back.isIdle()).isTrue());
  }

  @Test
  void aSystemThatDoesNotAnswerDelaysNoOther() {
    // GIVEN the first of two systems hangs
    first.hanging = released;
    second.standing.put("TS-2", FakeOrders.order("TS-2", "2", "APPR"));
    // WHEN both are polled several times
    await()
        .atMost(SOON)
        .until(
            () -> {
              back.process(null);
              return second.polls.get() >= 3;
            });
    // THEN the second one was brought back, and the first one is asked once at a time
    await().atMost(SOON).until(() -> ditto.written.contains("plant:TS-2"));
    assertThat(first.polls).hasValue(1);
  }

  @Test
  void anErrorOfOneSystemStopsNeitherItNorTheOther() {
    // GIVEN
    first.broken = new NoClassDefFoundError("gone");
    pollAll();
    assertThat(states.problems().get("first")).contains("gone");
    // WHEN
    first.broken = null;
    first.standing.put("TS-1", FakeOrders.order("TS-1", "1", "APPR"));
    pollAll();
    // THEN
    assertThat(ditto.written).contains("plant:TS-1");
    assertThat(states.problems()).isEmpty();
  }

  @Test
  void aSystemWhoseAnswersTripUsUpStopsNoOther() {
    // GIVEN
    first.failing = new IllegalStateException("what is this");
    second.standing.put("TS-2", FakeOrders.order("TS-2", "2", "APPR"));
    // WHEN
    pollAll();
    // THEN
    assertThat(ditto.written).containsExactly("plant:TS-2");
    assertThat(cursors.position("second")).contains("read");
    assertThat(states.problems())
        .hasEntrySatisfying("first", text -> assertThat(text).contains("what is this"));
  }

  @Test
  void anOrderItsTwinRefusesIsParkedAndStopsNoOther() {
    // GIVEN a twin that takes nothing from us
    ditto.refused.put("plant:TS-1", 403);
    first.standing.put("TS-1", FakeOrders.order("TS-1", "1", "APPR"));
    first.standing.put("TS-2", FakeOrders.order("TS-2", "2", "APPR"));
    // WHEN
    pollAll();
    // THEN
    assertThat(cursors.position("first")).contains("read");
    assertThat(ditto.written).containsExactly("plant:TS-2");
    assertThat(new ParkingLot(database).newest(9))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.reason()).contains("403").contains("order 1").contains("plant:TS-1");
            });
  }

  @Test
  void anOrderOfOursNobodyCanReadIsParkedAndStopsNoOther() {
    // GIVEN an order of a form this version does not know
    database.inTransaction(
        connection ->
            connection
                .createStatement()
                .executeUpdate("update outbox set body = '?' where reference = 'TS-1'"));
    first.standing.put("TS-1", FakeOrders.order("TS-1", "1", "APPR"));
    first.standing.put("TS-2", FakeOrders.order("TS-2", "2", "APPR"));
    // WHEN
    pollAll();
    // THEN
    assertThat(cursors.position("first")).contains("read");
    assertThat(ditto.written).containsExactly("plant:TS-2");
    assertThat(new ParkingLot(database).newest(9))
        .singleElement()
        .satisfies(
            line -> assertThat(line.reason()).contains("order 1").contains("cannot be read"));
  }

  @Test
  void aTwinThatIsAwayIsWrittenLater() {
    // GIVEN
    ditto.refused.put("plant:TS-1", 503);
    first.standing.put("TS-1", FakeOrders.order("TS-1", "1", "APPR"));
    // WHEN
    pollAll();
    // THEN
    assertThat(cursors.position("first")).isEmpty();
    ditto.refused.clear();
    pollAll();
    assertThat(ditto.written).containsExactly("plant:TS-1");
    assertThat(new ParkingLot(database).count()).isZero();
  }
}
