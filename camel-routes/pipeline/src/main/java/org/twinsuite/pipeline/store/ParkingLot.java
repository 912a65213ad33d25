package org.twinsuite.pipeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.twinsuite.pipeline.audit.AuditEvent;

/** Parked items: nothing that arrives is thrown away. */
public final class ParkingLot {
  static final String OUTBOX = "outbox";
  private static final int REASON_LENGTH = 2000;
  private final Database database;

  public ParkingLot(Database database) {
    this.database = database;
  }

  /** One line of the list of parked items; the payload is left out. */
  public record Line(long id, String source, String key, String reason, Instant at) {}

  /** What a person did about an item. */
  public enum Resolution {
    RETRIED,
    DROPPED
  }

  /** Parks one item in a transaction of its own. */
  public void park(ParkedItem item) {
    database.inTransaction(
        connection -> {
          write(connection, List.of(item));
          return null;
        });
  }

  /** How many items wait for a person. */
  public long count() {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select count(*) from parked where resolution is null");
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /** The newest items that wait for a person, newest first. */
  public List<Line> newest(int limit) {
    return database.inTransaction(
        connection -> {
          List<Line> lines = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select id, source, item_key, reason, parked_at from parked where resolution is"
                      + " null order by id desc fetch first "
                      + limit
                      + " rows only")) {
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                lines.add(
                    new Line(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        Instant.ofEpochMilli(rows.getLong(5))));
              }
            }
          }
          return lines;
        });
  }

  /** A whole item; empty if there is none or a person settled it. */
  public Optional<ParkedItem> waiting(long id) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select source, item_key, reason, correlation_id, content_type, payload,"
                      + " parked_at from parked where id = ? and resolution is null")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new ParkedItem(
                          row.getString(1),
                          row.getString(2),
                          row.getString(3),
                          row.getString(4),
                          row.getString(5),
                          row.getBytes(6),
                          Instant.ofEpochMilli(row.getLong(7))))
                  : Optional.<ParkedItem>empty();
            }
          }
        });
  }

  /**
   * Notes what a person did about an item; an action that is tried again becomes due with it.
   *
   * @return false if it was settled before; nothing changed then
   */
  public boolean settle(long id, Resolution resolution, String who, String why, Instant at) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update parked set resolution = ?, resolved_by = ?, resolved_why = ?,"
                      + " resolved_at = ? where id = ? and resolution is null")) {
            update.setString(1, resolution.name());
            update.setString(2, who);
            update.setString(3, why);
            update.setLong(4, at.toEpochMilli());
            update.setLong(5, id);
            if (update.executeUpdate() == 0) {
              return false;
            }
          }
          if (resolution == Resolution.RETRIED) {
            Outbox.unpark(connection, id);
          }
          database
              .audit()
              .append(
                  connection,
                  AuditEvent.of(
                      resolution == Resolution.RETRIED
                          ? AuditEvent.Kind.PARKED_RETRIED
                          : AuditEvent.Kind.PARKED_DROPPED,
                      who,
                      String.valueOf(id),
                      Map.of("why", why)));
          return true;
        });
  }

  static void write(Connection connection, Collection<ParkedItem> items) throws SQLException {
    for (ParkedItem item : items) {
      write(connection, item, null);
    }
  }

  /**
   * @param outboxId the row of an action; {@code null} for other items
   */
  static void write(Connection connection, ParkedItem item, Long outboxId) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into parked (source, item_key, reason, correlation_id, content_type, payload,"
                + " parked_at, outbox_id) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
      String reason = item.reason() == null ? "unknown" : Database.text(item.reason());
      insert.setString(1, item.source());
      insert.setString(2, Database.text(item.key()));
      insert.setString(
          3, reason.length() > REASON_LENGTH ? reason.substring(0, REASON_LENGTH) : reason);
      insert.setString(4, Database.text(item.correlationId()));
      insert.setString(5, Database.text(item.contentType()));
      insert.setBytes(6, item.payload());
      insert.setLong(7, item.at().toEpochMilli());
      insert.setObject(8, outboxId);
      insert.executeUpdate();
    }
  }
}
