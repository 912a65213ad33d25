package org.twinsuite.pipeline.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;

/** Which deliveries of a webhook were taken. */
public final class Deliveries {
  private final Database database;

  public Deliveries(Database database) {
    this.database = database;
  }

  /** Whether a delivery was taken before. */
  public boolean taken(String source, String id) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select 1 from webhook_delivery where source = ? and delivery_id = ?")) {
            select.setString(1, source);
            select.setString(2, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next();
            }
          }
        });
  }

  /** Notes that a delivery was taken; noting it again changes nothing. */
  public void take(String source, String id, Instant at) {
    database.inTransaction(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into webhook_delivery (source, delivery_id, received_at) select ?, ?, ?"
                      + " where not exists (select 1 from webhook_delivery where source = ? and"
                      + " delivery_id = ?)")) {
            insert.setString(1, source);
            insert.setString(2, id);
            insert.setLong(3, at.toEpochMilli());
            insert.setString(4, source);
            insert.setString(5, id);
            return insert.executeUpdate();
          }
        });
  }

  /** Forgets deliveries that are too old to be taken again. */
  public int forgetBefore(Instant time) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from webhook_delivery where received_at < ?")) {
            delete.setLong(1, time.toEpochMilli());
            return delete.executeUpdate();
          }
        });
  }
}
