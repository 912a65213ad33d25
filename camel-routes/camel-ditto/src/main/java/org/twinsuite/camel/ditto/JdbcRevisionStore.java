package org.twinsuite.camel.ditto;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Marks in one SQL table, read once and kept in memory; written together at each {@link #flush()}.
 * A crash loses what was handled since the last flush, about a second, which is then delivered
 * again. One running consumer per name.
 */
public final class JdbcRevisionStore implements RevisionStore {

  /** Portable definition of the table; {@link #createTable()} runs it where the database can. */
  public static final String TABLE =
      "CREATE TABLE IF NOT EXISTS ditto_revision (consumer VARCHAR(100) NOT NULL,"
          + " thing_id VARCHAR(256) NOT NULL, revision BIGINT NOT NULL,"
          + " PRIMARY KEY (consumer, thing_id))";

  private final DataSource database;
  private final String consumer;
  private final Map<String, Long> marks = new ConcurrentHashMap<>();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private volatile boolean loaded;

  /**
   * @param consumer tells the marks of several consumers in one table apart, at most 100 characters
   */
  public JdbcRevisionStore(DataSource database, String consumer) {
    this.database = database;
    this.consumer = consumer;
  }

  /** Makes the table if there is none; for databases that know IF NOT EXISTS. */
  public JdbcRevisionStore createTable() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException("The table ditto_revision cannot be made", e);
    }
  }

  @Override
  public OptionalLong lastHandled(String thingId) {
    load();
    Long mark = marks.get(thingId);
    return mark == null ? OptionalLong.empty() : OptionalLong.of(mark);
  }

  @Override
  public void handled(String thingId, long revision) {
    load();
    marks.merge(thingId, revision, Math::max);
    changed.add(thingId);
  }

  @Override
  public void forget(String thingId) {
    load();
    marks.remove(thingId);
    changed.add(thingId);
  }

  @Override
  public Map<String, Long> snapshot() {
    load();
    return Map.copyOf(marks);
  }

  /**
   * @throws IllegalStateException when the database fails; the marks are written by the next flush
   */
  @Override
  public synchronized void flush() {
    Set<String> writing = new HashSet<>(changed);
    if (writing.isEmpty()) {
      return;
    }
    changed.removeAll(writing);
    try (Connection connection = database.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        write(connection, writing);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      changed.addAll(writing);
      throw new IllegalStateException("Revision marks cannot be written", e);
    }
  }

  private void write(Connection connection, Set<String> thingIds) throws SQLException {
    Map<String, Long> written = new HashMap<>();
    List<String> gone = new ArrayList<>();
    for (String thingId : thingIds) {
      Long mark = marks.get(thingId);
      if (mark == null) {
        gone.add(thingId);
      } else {
        written.put(thingId, mark);
      }
    }
    delete(connection, gone);
    List<String> order = List.copyOf(written.keySet());
    int[] updated =
        batch(
            connection,
            "UPDATE ditto_revision SET revision = ? WHERE consumer = ? AND thing_id = ?",
            order,
            written);
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < updated.length; i++) {
      if (updated[i] == 0) {
        missing.add(order.get(i));
      }
    }
    batch(
        connection,
        "INSERT INTO ditto_revision (revision, consumer, thing_id) VALUES (?, ?, ?)",
        missing,
        written);
  }

  private void delete(Connection connection, List<String> thingIds) throws SQLException {
    String sql = "DELETE FROM ditto_revision WHERE consumer = ? AND thing_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (String thingId : thingIds) {
        statement.setString(1, consumer);
        statement.setString(2, thingId);
        statement.executeUpdate();
      }
    }
  }

  private int[] batch(
      Connection connection, String sql, List<String> thingIds, Map<String, Long> revisions)
      throws SQLException {
    if (thingIds.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (String thingId : thingIds) {
        statement.setLong(1, revisions.get(thingId));
        statement.setString(2, consumer);
        statement.setString(3, thingId);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  private void load() {
    if (!loaded) {
      read();
    }
  }

  private synchronized void read() {
    if (loaded) {
      return;
    }
    String sql = "SELECT thing_id, revision FROM ditto_revision WHERE consumer = ?";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, consumer);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          marks.put(rows.getString(1), rows.getLong(2));
        }
      }
      loaded = true;
    } catch (SQLException e) {
      throw new IllegalStateException("Revision marks cannot be read from ditto_revision", e);
    }
  }
}
