package org.twinsuite.pipeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.twinsuite.camel.ditto.RevisionStore;

/**
 * The last revision of each thing whose consequences are stored. Written in the transaction of
 * those consequences; the consumer's own mark only confirms it, but for the first of a thing, which
 * tells where it began.
 */
public final class HandledRevisions implements RevisionStore {
  private final Database database;
  private final Map<String, Long> last = new ConcurrentHashMap<>();

  /**
   * Things whose first mark may not be stored: they begin with what comes, or with a skipped one.
   */
  private final Set<String> begun = ConcurrentHashMap.newKeySet();

  public HandledRevisions(Database database) {
    this.database = database;
    refresh();
  }

  /**
   * Reads the table again. A mark that is in memory only stays: it is not stored before the next
   * consequences of its thing are.
   */
  @Override
  public void refresh() {
    database.inTransaction(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("select thing_id, revision from handled");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              last.merge(rows.getString(1), rows.getLong(2), Math::max);
            }
          }
          return null;
        });
  }

  @Override
  public OptionalLong lastHandled(String thingId) {
    Long revision = last.get(thingId);
    return revision == null ? OptionalLong.empty() : OptionalLong.of(revision);
  }

  /**
   * Skipped revisions (filtered, invisible) move the mark in memory; the next commit stores it. The
   * first mark of a thing is stored by the next flush, or a thing that began with what comes would
   * be read from its beginning after a restart.
   */
  @Override
  public void handled(String thingId, long revision) {
    if (last.putIfAbsent(thingId, revision) == null) {
      begun.add(thingId);
    } else {
      last.merge(thingId, revision, Math::max);
    }
  }

  @Override
  public void flush() {
    List<String> storing = List.copyOf(begun);
    if (storing.isEmpty()) {
      return;
    }
    database.inTransaction(
        connection -> {
          begin(connection, storing);
          return null;
        });
    storing.forEach(begun::remove);
  }

  private void begin(Connection connection, List<String> things) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into handled (revision, thing_id) select cast(? as bigint), cast(? as"
                + " varchar(512)) where not exists (select 1 from handled where thing_id = ?)")) {
      for (String thingId : things) {
        Long revision = last.get(thingId);
        if (revision != null) {
          insert.setLong(1, revision);
          insert.setString(2, thingId);
          insert.setString(3, thingId);
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  @Override
  public Map<String, Long> snapshot() {
    return Map.copyOf(last);
  }

  @Override
  public void forget(String thingId) {
    last.remove(thingId);
    begun.remove(thingId);
    database.inTransaction(
        connection -> {
          delete(connection, Set.of(thingId));
          return null;
        });
  }

  static void write(Connection connection, Consequences consequences) throws SQLException {
    List<Map.Entry<String, Long>> entries = new ArrayList<>(consequences.handled().entrySet());
    // two processes that write the same things lock them in one order
    entries.sort(Map.Entry.comparingByKey());
    if (!entries.isEmpty()) {
      write(connection, entries, consequences.groups());
    }
    delete(connection, consequences.forgotten());
  }

  private static void write(
      Connection connection, List<Map.Entry<String, Long>> entries, Map<String, String> groups)
      throws SQLException {
    int[] updated;
    try (PreparedStatement update =
        connection.prepareStatement(
            "update handled set revision = greatest(revision, ?), group_key = coalesce(?,"
                + " group_key) where thing_id = ?")) {
      for (Map.Entry<String, Long> entry : entries) {
        set(update, entry, groups);
        update.addBatch();
      }
      updated = update.executeBatch();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into handled (revision, group_key, thing_id) values (?, ?, ?)")) {
      boolean any = false;
      for (int i = 0; i < updated.length; i++) {
        if (updated[i] == 0) {
          set(insert, entries.get(i), groups);
          insert.addBatch();
          any = true;
        }
      }
      if (any) {
        insert.executeBatch();
      }
    }
  }

  private static void set(
      PreparedStatement statement, Map.Entry<String, Long> mark, Map<String, String> groups)
      throws SQLException {
    statement.setLong(1, mark.getValue());
    statement.setString(2, groups.get(mark.getKey()));
    statement.setString(3, mark.getKey());
  }

  private static void delete(Connection connection, Set<String> things) throws SQLException {
    for (String thingId : things) {
      try (PreparedStatement delete =
          connection.prepareStatement("delete from handled where thing_id = ?")) {
        delete.setString(1, thingId);
        delete.executeUpdate();
      }
    }
  }
}
