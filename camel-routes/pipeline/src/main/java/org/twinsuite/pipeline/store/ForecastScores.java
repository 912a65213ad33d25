package org.twinsuite.pipeline.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Per thing and forecast: what waits for its truth, and how well the forecasts did so far. */
public final class ForecastScores {
  private final Database database;

  /**
   * Which forecast of which thing.
   *
   * @param forecast its name, such as {@code rul}
   */
  public record Key(String thingId, String forecast) {}

  /**
   * What is kept.
   *
   * @param touchedAt event time of the newest sample it knows
   * @param body for whoever scores
   */
  public record Kept(Instant touchedAt, String body) {}

  public ForecastScores(Database database) {
    this.database = database;
  }

  /** What is kept of some things; a forecast that was never kept is absent. */
  public Map<Key, Kept> read(Collection<String> things) {
    return database.inTransaction(
        connection -> {
          Map<Key, Kept> kept = new HashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select forecast, touched_at, body from forecast_score where thing_id = ?")) {
            for (String thing : things) {
              select.setString(1, thing);
              try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                  kept.put(
                      new Key(thing, rows.getString(1)),
                      new Kept(Instant.ofEpochMilli(rows.getLong(2)), rows.getString(3)));
                }
              }
            }
          }
          return kept;
        });
  }

  /** Keeps all, or nothing of it. */
  public void write(Map<Key, Kept> scores) {
    if (scores.isEmpty()) {
      return;
    }
    database.inTransaction(
        connection -> {
          try (PreparedStatement update =
                  connection.prepareStatement(
                      "update forecast_score set touched_at = ?, body = ? where thing_id = ? and"
                          + " forecast = ?");
              PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into forecast_score (touched_at, body, thing_id, forecast)"
                          + " values (?, ?, ?, ?)")) {
            for (Map.Entry<Key, Kept> score : scores.entrySet()) {
              set(update, score);
              if (update.executeUpdate() == 0) {
                set(insert, score);
                insert.executeUpdate();
              }
            }
          }
          return null;
        });
  }

  private static void set(PreparedStatement statement, Map.Entry<Key, Kept> score)
      throws java.sql.SQLException {
    statement.setLong(1, score.getValue().touchedAt().toEpochMilli());
    statement.setString(2, score.getValue().body());
    statement.setString(3, score.getKey().thingId());
    statement.setString(4, score.getKey().forecast());
  }

  /** Forgets what was not touched since a time: the thing or the forecast is gone. */
  public void forgetBefore(Instant time) {
    database.inTransaction(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from forecast_score where touched_at < ?")) {
            delete.setLong(1, time.toEpochMilli());
            return delete.executeUpdate();
          }
        });
  }
}
