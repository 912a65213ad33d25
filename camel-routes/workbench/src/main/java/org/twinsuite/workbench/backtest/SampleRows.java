package org.twinsuite.workbench.backtest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.twinsuite.pipeline.history.HistoryException;

/** Rows of one partition, read when the first is asked for, over a connection of their own. */
final class SampleRows implements AutoCloseable {

  /** Opens a connection. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  /** Sets the values of a question. */
  @FunctionalInterface
  interface Binder {
    void bind(PreparedStatement select) throws SQLException;
  }

  /**
   * A row.
   *
   * @param thing number of the thing
   * @param property number of the property
   * @param unit null if it is not known
   * @param quality null if it is not known
   */
  record Row(
      long at, int thing, int property, double value, long revision, String unit, String quality) {}

  private final Opener opener;
  private final String sql;
  private final Binder binder;
  private Connection connection;
  private ResultSet rows;
  private boolean ended;

  SampleRows(Opener opener, String sql, Binder binder) {
    this.opener = opener;
    this.sql = sql;
    this.binder = binder;
  }

  /** The next row; null after the last. */
  Row next() {
    if (ended) {
      return null;
    }
    try {
      if (rows == null) {
        connection = opener.open();
        PreparedStatement select = connection.prepareStatement(sql);
        select.closeOnCompletion();
        binder.bind(select);
        rows = select.executeQuery();
      }
      if (rows.next()) {
        return new Row(
            rows.getLong(1),
            rows.getInt(2),
            rows.getInt(3),
            value(rows),
            rows.getLong(5),
            rows.getString(6),
            rows.getString(7));
      }
      close();
      return null;
    } catch (SQLException failed) {
      close();
      throw new HistoryException("history cannot be read", failed);
    }
  }

  private static double value(ResultSet rows) throws SQLException {
    double value = rows.getDouble(4);
    return rows.wasNull() ? Double.NaN : value;
  }

  @Override
  public void close() {
    ended = true;
    try {
      if (rows != null) {
        rows.close();
      }
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException failed) {
      throw new HistoryException("history cannot be closed", failed);
    }
  }
}
