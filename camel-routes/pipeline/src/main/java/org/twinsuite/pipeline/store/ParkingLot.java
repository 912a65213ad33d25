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
import java.util.concurrent.atomic.LongAdder;
import org.twinsuite.pipeline.audit.AuditEvent;

/**
 * Parked items: what arrives and cannot be handled waits here for a person. What strangers send
 * takes no more room than their share.
 */
public final class ParkingLot {
  static final String OUTBOX = "outbox";
  private static final int REASON_LENGTH = 2000;
  private static final int OWNER_LENGTH = 512;
  private static final int TENANT_LENGTH = 256;

  /** Of a row beside its payload and reason. */
  private static final int ROW_BYTES = 256;

  private final Database database;
  private final ParkingShares shares;
  private final LongAdder suppressed = new LongAdder();

  /** A parking lot without limits. */
  public ParkingLot(Database database) {
    this(database, ParkingLimits.NONE);
  }

  public ParkingLot(Database database, ParkingLimits limits) {
    this.database = database;
    this.shares = new ParkingShares(limits);
  }

  /** One line of the list of parked items; the payload is left out. */
  public record Line(long id, String source, String key, String reason, Instant at) {}

  /** What a person did about an item. */
  public enum Resolution {
    RETRIED,
    DROPPED
  }

  /**
   * Parks one item in a transaction of its own.
   *
   * @return false if the share of its device or tenant is used up: it is only counted then
   */
  public boolean park(ParkedItem item) {
    return database.inTransaction(
        connection -> {
          switch (shares.decide(connection, owner(item), tenant(item), size(item))) {
            case KEEP -> write(connection, item, null);
            case REPORT -> {
              suppressed.increment();
              write(connection, usedUp(item), null);
              return false;
            }
            case COUNT -> {
              suppressed.increment();
              return false;
            }
          }
          return true;
        });
  }

  /** Items that were not kept since the start, as the share of who sent them was used up. */
  public long suppressed() {
    return suppressed.sum();
  }

  private static ParkedItem usedUp(ParkedItem item) {
    return new ParkedItem(
        item.source(),
        item.key(),
        "further items of this device are only counted (twinsuite.parked.suppressed), as its share"
            + " of the parking lot or that of its tenant is used up (twinsuite.parked.*): settle"
            + " those that wait. The last reason: "
            + item.reason(),
        item.correlationId(),
        null,
        null,
        item.at(),
        item.tenant());
  }

  /**
   * Deletes items that were parked before a time, settled or not; actions that still wait for a
   * person stay.
   *
   * @return how many
   */
  public int forgetBefore(Instant time) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from parked where parked_at < ? and (outbox_id is null or resolution is"
                      + " not null)")) {
            delete.setLong(1, time.toEpochMilli());
            return delete.executeUpdate();
          }
        });
  }

  private static String owner(ParkedItem item) {
    return cut(item.source() + ' ' + item.key(), OWNER_LENGTH);
  }

  /** Whose items count together: those of the sender's tenant, else those of the namespace. */
  private static String tenant(ParkedItem item) {
    if (item.tenant() != null) {
      return cut(item.tenant(), TENANT_LENGTH);
    }
    int colon = item.key() == null ? -1 : item.key().indexOf(':');
    return colon < 0 ? "" : cut(item.key().substring(0, colon), TENANT_LENGTH);
  }

  private static String cut(String text, int length) {
    String stored = Database.text(text);
    return stored.length() > length ? stored.substring(0, length) : stored;
  }

  private static long size(ParkedItem item) {
    int reason = item.reason() == null ? 0 : Math.min(item.reason().length(), REASON_LENGTH);
    return ROW_BYTES + reason + (item.payload() == null ? 0 : item.payload().length);
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
                      + " parked_at, tenant from parked where id = ? and resolution is null")) {
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
                          Instant.ofEpochMilli(row.getLong(7)),
                          row.getString(8)))
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
                + " parked_at, outbox_id, tenant, owner, size_bytes)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
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
      insert.setString(9, item.tenant() == null ? null : tenant(item));
      insert.setString(10, owner(item));
      insert.setLong(11, size(item));
      insert.executeUpdate();
    }
  }
}
