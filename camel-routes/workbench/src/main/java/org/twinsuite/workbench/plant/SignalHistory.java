package org.twinsuite.workbench.plant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Signals of a thing in the resolution of a screen: least and greatest value per pixel. */
public final class SignalHistory implements AutoCloseable {
  private static final int MOST_POINTS = 4_000;
  private final Supplier<Connection> connect;
  private Connection connection;

  /**
   * @param connect opens a connection to the history of its own
   */
  public SignalHistory(Supplier<Connection> connect) {
    this.connect = connect;
  }

  /**
   * A drawn signal: parallel lists, ascending in time.
   *
   * @param at milliseconds since 1970, the middle of each pixel
   * @param low least value there
   * @param high greatest value there
   */
  public record Trace(String signal, List<Long> at, List<Double> low, List<Double> high) {}

  /** A span of time. */
  public record Span(Instant from, Instant to) {}

  /** Names of the signals that have a history. */
  public synchronized List<String> signals(String thingId) {
    return query(
        "select distinct property from sample where thing = ? order by property",
        select -> {
          select.setString(1, thingId);
          List<String> names = new ArrayList<>();
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              names.add(rows.getString(1));
            }
          }
          return names;
        });
  }

  /** First and last sample of a thing; null if there is none. */
  public synchronized Span span(String thingId) {
    return query(
        "select min(ts), max(ts) from sample where thing = ?",
        select -> {
          select.setString(1, thingId);
          try (ResultSet row = select.executeQuery()) {
            row.next();
            long from = row.getLong(1);
            return row.wasNull()
                ? null
                : new Span(Instant.ofEpochMilli(from), Instant.ofEpochMilli(row.getLong(2)));
          }
        });
  }

  /**
   * A signal between two times.
   *
   * @param pixels width it is drawn in
   */
  public synchronized Trace trace(
      String thingId, String signal, Instant from, Instant to, int pixels) {
    int width = Math.max(1, Math.min(MOST_POINTS, pixels));
    long begin = from.toEpochMilli();
    long step = Math.max(1, (to.toEpochMilli() - begin) / width);
    return query(
        "select (ts - ?) // ? as pixel, min(value), max(value) from sample where thing = ? and"
            + " property = ? and ts between ? and ? group by pixel order by pixel",
        select -> {
          select.setLong(1, begin);
          select.setLong(2, step);
          select.setString(3, thingId);
          select.setString(4, signal);
          select.setLong(5, begin);
          select.setLong(6, to.toEpochMilli());
          Trace trace = new Trace(signal, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              trace.at().add(begin + rows.getLong(1) * step + step / 2);
              trace.low().add(rows.getDouble(2));
              trace.high().add(rows.getDouble(3));
            }
          }
          return trace;
        });
  }

  private interface Query<T> {
    T of(PreparedStatement select) throws SQLException;
  }

  private <T> T query(String sql, Query<T> query) {
    try {
      if (connection == null) {
        connection = connect.get();
      }
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        return query.of(select);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("the history of signals cannot be read", failed);
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }
}
