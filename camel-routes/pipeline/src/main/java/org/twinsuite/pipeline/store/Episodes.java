package org.twinsuite.pipeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.twinsuite.rules.action.CloseReason;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.json.RulesJson;

/** Episodes as the rules left them. */
public final class Episodes {
  private final Database database;

  public Episodes(Database database) {
    this.database = database;
  }

  /** The open episodes and, per thing and failure mode, the last one. */
  public List<Episode> current() {
    return database.inTransaction(
        connection -> {
          List<Episode> episodes = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select body from episode e where open = true or number = (select"
                          + " max(number) from episode l where l.thing_id = e.thing_id and"
                          + " l.failure_mode = e.failure_mode)");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              episodes.add(RulesJson.read(rows.getString(1), Episode.class));
            }
          }
          return episodes;
        });
  }

  /** Episodes that ended with a completed order. */
  public List<Episode> repaired() {
    return database.inTransaction(
        connection -> {
          List<Episode> episodes = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement("select body from episode where open = false");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              Episode episode = RulesJson.read(rows.getString(1), Episode.class);
              if (episode.closeReason() == CloseReason.ORDER_COMPLETED) {
                episodes.add(episode);
              }
            }
          }
          return episodes;
        });
  }

  /** The episode with this reference. */
  public Optional<Episode> find(String reference) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select body from episode where reference = ?")) {
            select.setString(1, reference);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(RulesJson.read(row.getString(1), Episode.class))
                  : Optional.<Episode>empty();
            }
          }
        });
  }

  static void write(Connection connection, Collection<Episode> episodes) throws SQLException {
    try (PreparedStatement update =
            connection.prepareStatement(
                "update episode set open = ?, body = ? where reference = ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into episode (open, body, reference, thing_id, failure_mode, number)"
                    + " values (?, ?, ?, ?, ?, ?)")) {
      for (Episode episode : episodes) {
        String body = RulesJson.write(episode);
        update.setBoolean(1, episode.open());
        update.setString(2, body);
        update.setString(3, episode.reference());
        if (update.executeUpdate() == 0) {
          insert.setBoolean(1, episode.open());
          insert.setString(2, body);
          insert.setString(3, episode.reference());
          insert.setString(4, episode.thingId());
          insert.setString(5, episode.failureMode());
          insert.setInt(6, episode.number());
          insert.executeUpdate();
        }
      }
    }
  }
}
