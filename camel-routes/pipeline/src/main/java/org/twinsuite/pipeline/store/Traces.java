package org.twinsuite.pipeline.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the store knows of one message or order. */
public final class Traces {
  private static final int LIMIT = 100;
  private final Database database;

  public Traces(Database database) {
    this.database = database;
  }

  /**
   * An action that followed from a message.
   *
   * @param state {@link OutboxItem.State} by name, or a state of its own before the outbox
   * @param orderNumber {@code null} until the target gave one
   * @param lastError {@code null} for none
   * @param outcome what became of it in words; {@code null} where its state says all
   */
  public record ActionLine(
      String reference,
      String kind,
      String thingId,
      String correlationId,
      String state,
      String orderNumber,
      int attempts,
      String lastError,
      Instant recordedAt,
      String outcome) {}

  /** A parked item. */
  public record ParkedLine(long id, String source, String key, String reason, Instant at) {}

  /**
   * Actions by correlation id (a command's begins with its message's), reference or order number,
   * oldest first; at most a hundred.
   *
   * @param id any of the three
   */
  public List<ActionLine> actions(String id) {
    String sql =
        "select reference, kind, thing_id, correlation_id, state, order_number, attempts,"
            + " last_error, recorded_at, outcome from outbox where correlation_id = ? or reference = ?"
            + " or order_number = ? or correlation_id like ? escape '!' order by id fetch first "
            + LIMIT
            + " rows only";
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 1; i <= 3; i++) {
              select.setString(i, id);
            }
            select.setString(4, id.replaceAll("([!%_])", "!$1") + "/%");
            List<ActionLine> lines = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                lines.add(action(row));
              }
            }
            return lines;
          }
        });
  }

  private static ActionLine action(ResultSet row) throws SQLException {
    return new ActionLine(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getInt(7),
        row.getString(8),
        Instant.ofEpochMilli(row.getLong(9)),
        row.getString(10));
  }

  /** Parked items of a correlation id or with that key, oldest first; at most a hundred. */
  public List<ParkedLine> parked(String id) {
    String sql =
        "select id, source, item_key, reason, parked_at from parked where correlation_id = ?"
            + " or item_key = ? order by id fetch first "
            + LIMIT
            + " rows only";
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, id);
            select.setString(2, id);
            List<ParkedLine> lines = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                lines.add(
                    new ParkedLine(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5))));
              }
            }
            return lines;
          }
        });
  }
}
