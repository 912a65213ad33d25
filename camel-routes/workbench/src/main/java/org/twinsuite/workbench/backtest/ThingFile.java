package org.twinsuite.workbench.backtest;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.history.HistoryException;

/** Files beside a history: what things are, and what failed when. CSV, or Parquet by its name. */
public final class ThingFile {
  private final Path path;
  private final List<Refused> refused = new ArrayList<>();

  private ThingFile(Path path) {
    this.path = path;
  }

  /**
   * What was read.
   *
   * @param refused rows that were left out
   */
  public record Read<T>(T content, List<Refused> refused) {}

  /** What a thing is; both may be null. */
  public record ThingKind(String definition, String parent) {}

  /**
   * Columns {@code thing} and {@code definition}; {@code parent} may be missing.
   *
   * @throws ConfigException naming the file and the column that is missing
   */
  public static Read<Map<String, ThingKind>> things(Path path) {
    ThingFile file = new ThingFile(path);
    Map<String, ThingKind> things = new LinkedHashMap<>();
    file.rows(
        List.of("thing", "definition"),
        List.of("parent"),
        row -> {
          things.put(
              needed(row, "thing"), new ThingKind(needed(row, "definition"), row.get("parent")));
        });
    return new Read<>(things, file.refused);
  }

  /**
   * Columns {@code thing} and {@code at}; {@code failureMode} and {@code repairedAt} may be missing
   * or empty.
   *
   * @throws ConfigException naming the file and the column that is missing
   */
  public static Read<List<PastFailure>> failures(Path path) {
    ThingFile file = new ThingFile(path);
    List<PastFailure> failures = new ArrayList<>();
    file.rows(
        List.of("thing", "at"),
        List.of("failureMode", "repairedAt"),
        row ->
            failures.add(
                new PastFailure(
                    needed(row, "thing"),
                    row.get("failureMode"),
                    time(row, "at"),
                    row.get("repairedAt") == null ? null : time(row, "repairedAt"))));
    return new Read<>(failures, file.refused);
  }

  private interface Row {
    void take(Map<String, String> cells);
  }

  private void rows(List<String> needed, List<String> optional, Row taker) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      connection.createStatement().execute("set TimeZone = 'UTC'");
      TableFile table = TableFile.open(connection, HistorySource.table(path), Map.of());
      table.require(needed.toArray(String[]::new));
      Map<Long, Map<String, String>> rows = read(connection, table, needed, optional);
      if (table.again()) {
        rows = read(connection, table, needed, optional);
      }
      Map<Long, String> bad = new TreeMap<>();
      rows.forEach(
          (place, row) -> {
            try {
              taker.take(row);
            } catch (IllegalArgumentException wrong) {
              bad.put(place, wrong.getMessage());
            }
          });
      refused.addAll(table.refused(bad));
    } catch (SQLException failed) {
      throw new HistoryException(path + " cannot be read", failed);
    }
  }

  private static Map<Long, Map<String, String>> read(
      Connection connection, TableFile table, List<String> needed, List<String> optional)
      throws SQLException {
    List<String> names = new ArrayList<>(needed);
    names.addAll(optional);
    StringBuilder select = new StringBuilder("select place");
    for (String name : names) {
      boolean time = table.has(name) && name.matches("at|repairedAt");
      select.append(", ").append(table.text(name));
      select.append(", ").append(time ? table.time(name) : "null");
    }
    Map<Long, Map<String, String>> rows = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet set = statement.executeQuery(select + " from " + table.relation())) {
      while (set.next()) {
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
          cells.put(names.get(i), set.getString(2 + 2 * i));
          cells.put(names.get(i) + " ms", set.getString(3 + 2 * i));
        }
        rows.put(set.getLong(1), cells);
      }
    }
    return rows;
  }

  private static String needed(Map<String, String> row, String name) {
    String text = row.get(name);
    if (text == null) {
      throw new IllegalArgumentException(name + " is empty");
    }
    return text;
  }

  private static Instant time(Map<String, String> row, String name) {
    needed(row, name);
    String ms = row.get(name + " ms");
    if (ms == null) {
      throw new IllegalArgumentException(
          name
              + " '"
              + row.get(name)
              + "' is not a time: give ISO-8601 such as 2026-01-31T10:00:00Z, or s or ms since"
              + " 1970");
    }
    return Instant.ofEpochMilli(Long.parseLong(ms));
  }
}
