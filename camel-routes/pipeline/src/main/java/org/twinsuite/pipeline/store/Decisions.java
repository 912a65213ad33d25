package org.twinsuite.pipeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.twinsuite.pipeline.audit.AuditEvent;
import org.twinsuite.pipeline.store.OutboxItem.State;

/**
 * What planners decide on prescribed orders. Saying the same again changes nothing; a decision that
 * comes too late is refused.
 */
public final class Decisions {
  private final Database database;

  public Decisions(Database database) {
    this.database = database;
  }

  /** What a planner may say. */
  public enum Verdict {
    APPROVE,
    REJECT,
    SNOOZE
  }

  /** What came of it. */
  public enum Result {
    /** Recorded now. */
    DONE,
    /** The order was there already; nothing was recorded. */
    ALREADY,
    /** It was decided otherwise before. */
    TOO_LATE,
    /** There is no such order. */
    UNKNOWN
  }

  /**
   * A recorded decision.
   *
   * @param until end of a snooze; {@code null} for the others
   */
  public record Entry(Verdict verdict, String who, String why, Instant until, Instant at) {}

  /**
   * The order and all that waits with it are carried out; where the order itself did not have to
   * wait, what waits beside it.
   */
  public Result approve(String reference, String who, String why, Instant at) {
    return database.inTransaction(
        connection -> {
          State state = lock(connection, reference);
          if (state == null) {
            return Result.UNKNOWN;
          }
          if (state == State.REJECTING || state == State.REJECTED || state == State.WITHDRAWN) {
            return Result.TOO_LATE;
          }
          if (move(connection, reference, beside(state), State.PENDING, false) == 0) {
            return Result.ALREADY;
          }
          record(connection, reference, new Entry(Verdict.APPROVE, who, why, null, at));
          return Result.DONE;
        });
  }

  /**
   * The order does not leave; the twin tells, and the rules treat it as cancelled. Where the order
   * left already, what waits beside it does not leave.
   */
  public Result reject(String reference, String who, String why, Instant at) {
    return database.inTransaction(
        connection -> {
          State state = lock(connection, reference);
          if (state == null) {
            return Result.UNKNOWN;
          }
          int moved =
              move(connection, reference, State.UNDECIDED, State.REJECTING, true)
                  + move(connection, reference, beside(state), State.REJECTED, false);
          if (moved == 0) {
            return state == State.REJECTING || state == State.REJECTED
                ? Result.ALREADY
                : Result.TOO_LATE;
          }
          record(connection, reference, new Entry(Verdict.REJECT, who, why, null, at));
          return Result.DONE;
        });
  }

  /** The order is not shown before a time. */
  public Result snooze(String reference, Instant until, String who, String why, Instant at) {
    return database.inTransaction(
        connection -> {
          State state = lock(connection, reference);
          if (state == null) {
            return Result.UNKNOWN;
          }
          if (!State.UNDECIDED.contains(state)) {
            return Result.TOO_LATE;
          }
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update outbox set snoozed_until = ? where reference = ? and kind = ? and"
                      + " snoozed_until <> ?")) {
            update.setLong(1, until.toEpochMilli());
            update.setString(2, reference);
            update.setString(3, AutonomyGate.ORDER);
            update.setLong(4, until.toEpochMilli());
            if (update.executeUpdate() == 0) {
              return Result.ALREADY;
            }
          }
          record(connection, reference, new Entry(Verdict.SNOOZE, who, why, until, at));
          return Result.DONE;
        });
  }

  /** Decisions on an order, oldest first. */
  public List<Entry> of(String reference) {
    return database.inTransaction(
        connection -> {
          List<Entry> entries = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select verdict, who, why, snoozed_until, decided_at from decision where"
                      + " reference = ? order by id")) {
            select.setString(1, reference);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                long millis = row.getLong(4);
                Instant until = row.wasNull() ? null : Instant.ofEpochMilli(millis);
                entries.add(
                    new Entry(
                        Verdict.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        until,
                        Instant.ofEpochMilli(row.getLong(5))));
              }
            }
          }
          return entries;
        });
  }

  private static State lock(Connection connection, String reference) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select state from outbox where reference = ? and kind = ? for update")) {
      select.setString(1, reference);
      select.setString(2, AutonomyGate.ORDER);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? State.valueOf(row.getString(1)) : null;
      }
    }
  }

  /** What a decision moves: all that did not leave, or only what waits beside an order that did. */
  private static Set<State> beside(State order) {
    return State.UNDECIDED.contains(order) ? State.UNDECIDED : State.ASKED;
  }

  /** Returns how many actions moved. */
  private static int move(
      Connection connection, String reference, Set<State> from, State to, boolean orderOnly)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update outbox set state = ?, next_attempt = 0, snoozed_until = 0 where reference = ?"
                + " and state in "
                + State.sql(from)
                + (orderOnly ? " and kind = '" + AutonomyGate.ORDER + "'" : ""))) {
      update.setString(1, to.name());
      update.setString(2, reference);
      return update.executeUpdate();
    }
  }

  private void record(Connection connection, String reference, Entry entry) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into decision (reference, verdict, who, why, snoozed_until, decided_at)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, reference);
      insert.setString(2, entry.verdict().name());
      insert.setString(3, entry.who());
      insert.setString(4, entry.why());
      insert.setObject(5, entry.until() == null ? null : entry.until().toEpochMilli());
      insert.setLong(6, entry.at().toEpochMilli());
      insert.executeUpdate();
    }
    database
        .audit()
        .append(
            connection,
            AuditEvent.of(
                AuditEvent.Kind.DECISION,
                entry.who(),
                reference,
                Map.of(
                    "decision",
                    entry.verdict().name().toLowerCase(Locale.ROOT),
                    "why",
                    entry.why(),
                    "until",
                    entry.until() == null ? "" : entry.until().toString())));
  }
}
