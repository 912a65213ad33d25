package org.twinsuite.pipeline.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** Which revisions of which things were handled, by group; read when groups are taken over. */
public final class GroupMarks {
  private final Database database;

  public GroupMarks(Database database) {
    this.database = database;
  }

  /**
   * A thing and what was handled of it.
   *
   * @param group {@code null} if it was handled before things had groups
   */
  public record Mark(String thingId, long revision, String group) {}

  /** All marks as of now. */
  public List<Mark> all() {
    return database.inTransaction(
        connection -> {
          List<Mark> marks = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement("select thing_id, revision, group_key from handled");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              marks.add(new Mark(row.getString(1), row.getLong(2), row.getString(3)));
            }
          }
          return marks;
        });
  }
}
