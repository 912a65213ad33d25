package org.twinsuite.pipeline.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.twinsuite.pipeline.store.OutboxItem.State;
import org.twinsuite.rules.pack.Autonomy;

/** The actions that have to leave the house. A row is claimed before it is worked on. */
public final class Outbox {
  static final String COLUMNS =
      "id, reference, kind, thing_id, correlation_id, body, state, order_number, attempts, rung,"
          + " snoozed_until, last_error, recorded_at";
  static final String DUE = State.sql(State.DUE);

  private static final int ERROR_LENGTH = 2000;
  private static final int OUTCOME_LENGTH = 500;

  private final Database database;
  private final Claims claims;

  /**
   * @param owner name of this process in claims
   */
  public Outbox(Database database, String owner) {
    this.database = database;
    this.claims = new Claims(database, owner);
  }

  /** What of it this process works on. */
  public Claims claims() {
    return claims;
  }

  /** The target holds the action under this number. */
  public void executed(long id, String orderNumber) {
    database.inTransaction(connection -> executed(connection, id, orderNumber));
  }

  private static Void executed(Connection connection, long id, String orderNumber)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update outbox set state = 'EXECUTED', order_number = ?, last_error = null"
                + " where id = ?")) {
      update.setString(1, orderNumber);
      update.setLong(2, id);
      update.executeUpdate();
      return null;
    }
  }

  /**
   * As {@link #executed(long, String)}, and records in the same transaction the step that follows
   * the order, with the order's body, once.
   *
   * @param following kind of that step
   */
  public void executed(OutboxItem order, String orderNumber, String following) {
    NewOutboxItem step =
        new NewOutboxItem(
            following + '/' + order.reference(),
            order.reference(),
            following,
            order.thingId(),
            order.correlationId(),
            order.body(),
            order.level(),
            State.PENDING);
    database.inTransaction(
        connection -> {
          executed(connection, order.id(), orderNumber);
          if (!knows(connection, step.key())) {
            write(connection, List.of(step), Instant.now());
          }
          return null;
        });
  }

  /**
   * What became of the action, for people.
   *
   * @param outcome shortened to 500 characters
   */
  public void outcome(long id, String outcome) {
    String text = Database.text(outcome);
    update(
        "update outbox set outcome = ? where id = ?",
        text.length() > OUTCOME_LENGTH ? text.substring(0, OUTCOME_LENGTH) : text,
        id);
  }

  /** The twin shows the action, or that it was rejected. */
  public void done(long id) {
    update(
        "update outbox set state = case when state = 'REJECTING' then 'REJECTED' else 'DONE' end,"
            + " claimed_until = 0, last_error = ? where id = ?",
        null,
        id);
  }

  /** The target refused for good. */
  public void park(OutboxItem item, String reason, Instant at) {
    database.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update outbox set state = 'PARKED', claimed_until = 0, last_error = ?"
                      + " where id = ?")) {
            update.setString(1, shortened(reason));
            update.setLong(2, item.id());
            update.executeUpdate();
          }
          ParkingLot.write(
              connection,
              new ParkedItem(
                  ParkingLot.OUTBOX,
                  item.reference(),
                  reason,
                  item.correlationId(),
                  "application/json",
                  item.body().getBytes(StandardCharsets.UTF_8),
                  at),
              item.id());
          return null;
        });
  }

  /** Makes the action of a parked item due again, from the step it had reached. */
  static void unpark(Connection connection, long parkedId) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update outbox set attempts = 0, next_attempt = 0, claimed_until = 0, state = case"
                + " when order_number is not null then 'EXECUTED'"
                + " when kind = ? and exists (select 1 from decision d where d.reference ="
                + " outbox.reference and d.verdict = 'REJECT') then 'REJECTING'"
                + " else 'PENDING' end"
                + " where id = (select outbox_id from parked where id = ?) and state = 'PARKED'")) {
      update.setString(1, AutonomyGate.ORDER);
      update.setLong(2, parkedId);
      update.executeUpdate();
    }
  }

  /** Delivery failed; it is tried again after the pause. */
  public void failed(long id, String reason, Duration pause) {
    database.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update outbox set attempts = attempts + 1, claimed_until = 0,"
                      + " next_attempt = "
                      + Database.NOW
                      + " + ?, last_error = ? where id = ?")) {
            update.setLong(1, pause.toMillis());
            update.setString(2, shortened(reason));
            update.setLong(3, id);
            return update.executeUpdate();
          }
        });
  }

  /** All actions of an episode, oldest first. */
  public List<OutboxItem> byReference(String reference) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select " + COLUMNS + " from outbox where reference = ? order by id")) {
            select.setString(1, reference);
            return read(select);
          }
        });
  }

  /** Reference of the order of ours that carries this number. */
  public Optional<String> referenceOf(String orderNumber, String thingId) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select reference from outbox where order_number = ? and thing_id = ? and kind ="
                      + " ? order by id desc fetch first 1 rows only")) {
            select.setString(1, orderNumber);
            select.setString(2, thingId);
            select.setString(3, AutonomyGate.ORDER);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
            }
          }
        });
  }

  /** The newest actions of a kind in one of the states, newest first. */
  public List<OutboxItem> newest(String kind, Set<State> states, int limit) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from outbox where kind = ? and state in "
                      + State.sql(states)
                      + " order by id desc fetch first "
                      + limit
                      + " rows only")) {
            select.setString(1, kind);
            return read(select);
          }
        });
  }

  /** Orders that left while something beside them waits for a planner, newest first. */
  public List<OutboxItem> ordersWithWaitingSteps(int limit) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from outbox o where kind = ? and state not in "
                      + State.sql(State.UNDECIDED)
                      + " and exists (select 1 from outbox s where s.reference = o.reference and"
                      + " s.state in "
                      + State.sql(State.ASKED)
                      + ") order by id desc fetch first "
                      + limit
                      + " rows only")) {
            select.setString(1, AutonomyGate.ORDER);
            return read(select);
          }
        });
  }

  /** Number of actions in each state. */
  public Map<State, Long> counts() {
    return database.inTransaction(
        connection -> {
          Map<State, Long> counts = new EnumMap<>(State.class);
          try (PreparedStatement select =
                  connection.prepareStatement("select state, count(*) from outbox group by state");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              counts.put(State.valueOf(rows.getString(1)), rows.getLong(2));
            }
          }
          return counts;
        });
  }

  /** When the oldest action that still has to leave was recorded. */
  public Optional<Instant> oldestWaiting() {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select min(recorded_at) from outbox where state in " + DUE);
              ResultSet row = select.executeQuery()) {
            row.next();
            long at = row.getLong(1);
            return row.wasNull()
                ? Optional.<Instant>empty()
                : Optional.of(Instant.ofEpochMilli(at));
          }
        });
  }

  static boolean knows(Connection connection, String key) throws SQLException {
    try (PreparedStatement exists =
        connection.prepareStatement("select 1 from outbox where action_key = ?")) {
      exists.setString(1, key);
      try (ResultSet row = exists.executeQuery()) {
        return row.next();
      }
    }
  }

  static void write(Connection connection, Collection<NewOutboxItem> items, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into outbox (action_key, reference, kind, thing_id, correlation_id, body,"
                + " rung, state, next_attempt, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, 0,"
                + " ?)")) {
      for (NewOutboxItem item : items) {
        insert.setString(1, item.key());
        insert.setString(2, item.reference());
        insert.setString(3, item.kind());
        insert.setString(4, item.thingId());
        insert.setString(5, item.correlationId());
        insert.setString(6, item.body());
        insert.setString(7, item.level().name());
        insert.setString(8, item.state().name());
        insert.setLong(9, now.toEpochMilli());
        insert.executeUpdate();
      }
    }
  }

  private void update(String sql, String text, long id) {
    database.inTransaction(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, text);
            update.setLong(2, id);
            return update.executeUpdate();
          }
        });
  }

  static List<OutboxItem> read(PreparedStatement select) throws SQLException {
    List<OutboxItem> items = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        items.add(
            new OutboxItem(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                State.valueOf(row.getString(7)),
                row.getString(8),
                row.getInt(9),
                Autonomy.valueOf(row.getString(10)),
                Instant.ofEpochMilli(row.getLong(11)),
                row.getString(12),
                Instant.ofEpochMilli(row.getLong(13))));
      }
    }
    return items;
  }

  private static String shortened(String reason) {
    String text = reason == null ? "unknown" : Database.text(reason);
    return text.length() > ERROR_LENGTH ? text.substring(0, ERROR_LENGTH) : text;
  }
}
