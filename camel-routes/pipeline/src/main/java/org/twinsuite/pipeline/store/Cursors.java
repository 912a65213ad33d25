package org.twinsuite.pipeline.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/** How far a polled source was read. */
public final class Cursors {
  private final Database database;

  public Cursors(Database database) {
    this.database = database;
  }

  /** The stored position of a source; empty before its first poll. */
  public Optional<String> position(String source) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select position_text from cursor_position where source = ?")) {
            select.setString(1, source);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
            }
          }
        });
  }

  /** Stores a position once everything before it is in the twins. */
  public void move(String source, String position) {
    database.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update cursor_position set position_text = ? where source = ?")) {
            update.setString(1, position);
            update.setString(2, source);
            if (update.executeUpdate() > 0) {
              return null;
            }
          }
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into cursor_position (position_text, source) values (?, ?)")) {
            insert.setString(1, position);
            insert.setString(2, source);
            insert.executeUpdate();
          }
          return null;
        });
  }
}
