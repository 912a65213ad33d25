package org.twinsuite.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Parked items: nothing that arrives is thrown away. */
public final class ParkingLot {
  private static final int REASON_LENGTH = 2000;
  private final Database database;

  public ParkingLot(Database database) {
    this.database = database;
  }

  /** One line of the list of parked items; the payload is left out. */
  public record Line(long id, String source, String key, String reason, Instant at) {}

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
                  connection.prepareStatement("select count(*) from parked");
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /** The newest parked items, newest first. */
  public List<Line> newest(int limit) {
    return database.inTransaction(
        connection -> {
          List<Line> lines = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select id, source, item_key, reason, parked_at from parked"
                      + " order by id desc fetch first "
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

  static void write(Connection connection, Collection<ParkedItem> items) throws SQLException {
    if (items.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into parked (source, item_key, reason, correlation_id, content_type, payload,"
                + " parked_at) values (?, ?, ?, ?, ?, ?, ?)")) {
      for (ParkedItem item : items) {
        String reason = item.reason() == null ? "unknown" : item.reason();
        insert.setString(1, item.source());
        insert.setString(2, item.key());
        insert.setString(
            3, reason.length() > REASON_LENGTH ? reason.substring(0, REASON_LENGTH) : reason);
        insert.setString(4, item.correlationId());
        insert.setString(5, item.contentType());
        insert.setBytes(6, item.payload());
        insert.setLong(7, item.at().toEpochMilli());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
