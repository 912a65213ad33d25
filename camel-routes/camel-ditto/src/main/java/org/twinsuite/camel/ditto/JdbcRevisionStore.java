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
 * again. Several processes may share a name when each thing is in the hands of one of them at a
 * time, as in a Kafka consumer group: {@link #refresh()} reads what the others wrote.
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
  private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
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
    changed.add(thingId);
    marks.merge(thingId, revision, Math::max);
  }

  @Override
  public void forget(String thingId) {
    load();
    marks.remove(thingId);
    forgotten.add(thingId);
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
    Set<String> deleting = new HashSet<>(forgotten);
    forgotten.removeAll(deleting);
    try (Connection connection = database.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        delete(connection, deleting);
        write(connection, writing);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      forgotten.addAll(deleting);
      changed.addAll(writing);
      throw new IllegalStateException("Revision marks cannot be written", e);
    }
  }

  private void write(Connection connection, Set<String> thingIds) throws SQLException {
    Map<String, Long> written = new HashMap<>();
    for (String thingId : thingIds) {
      Long mark = marks.get(thingId);
      if (mark != null) {
        written.put(thingId, mark);
      }
    }
    List<String> order = List.copyOf(written.keySet());
    int[] updated =
        batch(
            connection,
            "UPDATE ditto_revision SET revision = CASE WHEN revision > ? THEN revision ELSE ? END"
                + " WHERE consumer = ? AND thing_id = ?",
            2,
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
        1,
        missing,
        written);
  }

  private void delete(Connection connection, Set<String> thingIds) throws SQLException {
    String sql = "DELETE FROM ditto_revision WHERE consumer = ? AND thing_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (String thingId : thingIds) {
        statement.setString(1, consumer);
        statement.setString(2, thingId);
        statement.executeUpdate();
      }
    }
  }

  /**
   * @param times how often the statement wants the revision before consumer and thing
   */
  private int[] batch(
      Connection connection,
      String sql,
      int times,
      List<String> thingIds,
      Map<String, Long> revisions)
      throws SQLException {
    if (thingIds.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (String thingId : thingIds) {
        for (int i = 1; i <= times; i++) {
          statement.setLong(i, revisions.get(thingId));
        }
        statement.setString(times + 1, consumer);
        statement.setString(times + 2, thingId);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  /** Reads the table again; what was marked here and not flushed yet stays. */
  @Override
  public synchronized void refresh() {
    Map<String, Long> stored = select();
    marks.keySet().removeIf(thingId -> !stored.containsKey(thingId) && !changed.contains(thingId));
    stored.forEach(
        (thingId, revision) -> {
          if (!forgotten.contains(thingId)) {
            marks.compute(
                thingId,
                (id, mark) ->
                    mark != null && changed.contains(id) ? Math.max(mark, revision) : revision);
          }
        });
    loaded = true;
  }

  private void load() {
    if (!loaded) {
      read();
    }
  }

  private synchronized void read() {
    if (!loaded) {
      marks.putAll(select());
      loaded = true;
    }
  }

  private Map<String, Long> select() {
    Map<String, Long> stored = new HashMap<>();
    String sql = "SELECT thing_id, revision FROM ditto_revision WHERE consumer = ?";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, consumer);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          stored.put(rows.getString(1), rows.getLong(2));
        }
      }
      return stored;
    } catch (SQLException e) {
      throw new IllegalStateException("Revision marks cannot be read from ditto_revision", e);
    }
  }
}
