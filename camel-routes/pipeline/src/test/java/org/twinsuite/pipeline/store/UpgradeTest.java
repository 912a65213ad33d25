package org.twinsuite.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.pipeline.store.OutboxItem.State;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.json.RulesJson;
import org.twinsuite.rules.pack.Autonomy;

/** A database of each older version, with work in all its states, is opened by this one. */
class UpgradeTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  @TempDir static Path folder;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void open() throws IOException {
    postgres = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
  }

  @AfterAll
  static void close() throws IOException {
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingIsLostWithH2(int version) throws SQLException {
    nothingIsLost("jdbc:h2:file:" + folder.resolve("v" + version), "sa", "", version);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingIsLostWithPostgres(int version) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement create = connection.createStatement()) {
      create.execute("create database v" + version);
    }
    nothingIsLost(postgres.getJdbcUrl("postgres", "v" + version), "postgres", "postgres", version);
  }

  private static void nothingIsLost(String url, String user, String password, int version)
      throws SQLException {
    // GIVEN what a process of that version left when it was killed
    Flyway.configure()
        .dataSource(url, user, password)
        .target(Integer.toString(version))
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      action(connection, Actions.order("claimed"), "PENDING", null);
      action(connection, Actions.order("made"), "EXECUTED", "1001");
      action(connection, Actions.order("shown"), "DONE", "1000");
      action(connection, Actions.order("refused"), "PARKED", null);
      action(connection, Actions.note("refused", 1), "PARKED", null);
      park(connection, "refused", version);
      park(connection, "refused", version);
      try (Statement insert = connection.createStatement()) {
        insert.execute("insert into handled (thing_id, revision) values ('plant:a', 7)");
        insert.execute("insert into cursor_position values ('maximo', '1@1@1')");
      }
    }
    // WHEN
    try (Database database = Database.open(url, user, password)) {
      new Instances(database, "here", Duration.ofMinutes(2)).releaseOwn();
      Outbox outbox = new Outbox(database, "here");
      // THEN what was under way goes on from where it was
      List<OutboxItem> due = outbox.claims().claim(10, LEASE, Set.of());
      assertThat(due).extracting(OutboxItem::reference).containsExactly("claimed", "made");
      assertThat(due).extracting(OutboxItem::level).containsOnly(Autonomy.AUTO);
      assertThat(due).extracting(OutboxItem::orderNumber).containsExactly(null, "1001");
      assertThat(RulesJson.read(due.get(0).body(), Action.class))
          .isEqualTo(Actions.order("claimed"));
      assertThat(new HandledRevisions(database).lastHandled("plant:a")).hasValue(7);
      assertThat(new Cursors(database).position("maximo")).contains("1@1@1");
      // AND what waits for a person can be tried again
      ParkingLot lot = new ParkingLot(database);
      List<ParkingLot.Line> parked = lot.newest(10);
      assertThat(parked).hasSize(2);
      for (ParkingLot.Line line : parked) {
        assertThat(
                lot.settle(
                    line.id(), ParkingLot.Resolution.RETRIED, "ann", "put right", Actions.AT))
            .isTrue();
      }
      assertThat(outbox.byReference("refused"))
          .extracting(OutboxItem::state)
          .containsOnly(State.PENDING);
      // AND what is decided again is known
      new ChangeLedger(database, new AutonomyStore(database, () -> Actions.rules(Autonomy.AUTO, 9)))
          .store(Actions.decided(Actions.order("shown"), Actions.order("new")));
      assertThat(outbox.byReference("shown")).hasSize(1);
      assertThat(outbox.byReference("new")).hasSize(1);
    }
  }

  private static void action(Connection connection, Action action, String state, String number)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into outbox (action_key, reference, kind, thing_id, body, state, order_number,"
                + " next_attempt, claimed_by, claimed_until, recorded_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, 0, 'here', 99999999999999, 0)")) {
      insert.setString(1, action.key());
      insert.setString(2, action.reference());
      insert.setString(3, action.getClass().getSimpleName());
      insert.setString(4, action.thingId());
      insert.setString(5, RulesJson.write(action));
      insert.setString(6, state);
      insert.setString(7, number);
      insert.executeUpdate();
    }
  }

  /** From version 2 on a parked action names its row. */
  private static void park(Connection connection, String reference, int version)
      throws SQLException {
    String row =
        "(select min(id) from outbox o where o.reference = 'refused' and not exists"
            + " (select 1 from parked p where p.outbox_id = o.id))";
    try (var insert =
        connection.prepareStatement(
            "insert into parked (source, item_key, reason, parked_at"
                + (version > 1 ? ", outbox_id" : "")
                + ") values ('outbox', ?, 'no', 0"
                + (version > 1 ? ", " + row : "")
                + ")")) {
      insert.setString(1, reference);
      insert.executeUpdate();
    }
  }
}
