package org.twinsuite.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.twinsuite.camel.ditto.RevisionStore;

/**
 * The last revision of each thing whose consequences are stored. Written in the transaction of
 * those consequences and nowhere else; the consumer's own mark only confirms it.
 */
public final class HandledRevisions implements RevisionStore {
  private final Map<String, Long> last = new ConcurrentHashMap<>();

  public HandledRevisions(Database database) {
    database.inTransaction(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("select thing_id, revision from handled");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              last.put(rows.getString(1), rows.getLong(2));
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

  /** Skipped revisions (filtered, invisible) move the mark in memory; the next commit stores it. */
  @Override
  public void handled(String thingId, long revision) {
    last.merge(thingId, revision, Math::max);
  }

  @Override
  public Map<String, Long> snapshot() {
    return Map.copyOf(last);
  }

  static void write(Connection connection, Map<String, Long> revisions) throws SQLException {
    List<Map.Entry<String, Long>> entries = new ArrayList<>(revisions.entrySet());
    if (entries.isEmpty()) {
      return;
    }
    int[] updated;
    try (PreparedStatement update =
        connection.prepareStatement("update handled set revision = ? where thing_id = ?")) {
      for (Map.Entry<String, Long> entry : entries) {
        update.setLong(1, entry.getValue());
        update.setString(2, entry.getKey());
        update.addBatch();
      }
      updated = update.executeBatch();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into handled (revision, thing_id) values (?, ?)")) {
      boolean any = false;
      for (int i = 0; i < updated.length; i++) {
        if (updated[i] == 0) {
          insert.setLong(1, entries.get(i).getValue());
          insert.setString(2, entries.get(i).getKey());
          insert.addBatch();
          any = true;
        }
      }
      if (any) {
        insert.executeBatch();
      }
    }
  }
}
