package org.twinsuite.workbench.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.history.HistoryException;
import org.twinsuite.workbench.backtest.ThingFile.ThingKind;

/** Samples of the past in DuckDB, whatever they were read from, and lists of what is in them. */
public final class Samples implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final DuckDBConnection connection;
  private final Path folder;
  private final String table;
  private final String unit;
  private final String quality;
  private final SampleImport.Left left;

  /** Catalog in memory beside the history, which is not written to. */
  private final String lists = "back_test_" + NUMBER.incrementAndGet();

  private Samples(
      Connection connection, Path folder, String table, boolean own, SampleImport.Left left)
      throws SQLException {
    this.connection = (DuckDBConnection) connection;
    this.folder = folder;
    this.table = table;
    this.unit = own ? "s.unit" : "null::varchar";
    this.quality = own ? "s.quality" : "null::varchar";
    this.left = left;
    execute("attach ':memory:' as " + lists);
    execute("create table " + lists + ".thing (no integer, id varchar, part integer)");
    execute("create table " + lists + ".property (no integer, name varchar)");
  }

  /**
   * Opens a history.
   *
   * @param columns name of a column to the name it has in a CSV or Parquet file
   * @throws ConfigException naming what cannot be used and the fix
   */
  public static Samples open(HistorySource source, Map<String, String> columns) {
    try {
      return source.kind() == HistorySource.Kind.DUCKDB
          ? attached(source.file())
          : imported(source, columns);
    } catch (SQLException failed) {
      throw new HistoryException(source.file() + " cannot be read: " + firstLine(failed), failed);
    }
  }

  /**
   * The history of this process.
   *
   * @param connection of its own, which is closed with the samples
   */
  public static Samples of(Connection connection) {
    try {
      return new Samples(
          connection, null, "main.sample", false, new SampleImport.Left(0, List.of()));
    } catch (SQLException failed) {
      throw new HistoryException("history cannot be read", failed);
    }
  }

  private static Samples attached(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("attach " + TableFile.literal(file.toString()) + " as past (read_only)");
      statement.execute("select thing, property, ts, value, revision from past.sample limit 0");
    } catch (SQLException failed) {
      connection.close();
      String why = String.valueOf(failed.getMessage());
      throw new ConfigException(
          why.contains("lock")
              ? file
                  + " is in use by a running app: ask the app (POST /backtests), or copy the file"
                  + " while it is down"
              : file + " is not a history file of the app: " + firstLine(failed));
    }
    return new Samples(connection, null, "past.sample", false, new SampleImport.Left(0, List.of()));
  }

  private static Samples imported(HistorySource source, Map<String, String> columns)
      throws SQLException {
    Path folder;
    try {
      folder = Files.createTempDirectory("back-test");
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    Connection connection = null;
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("samples.duckdb"));
      try (Statement statement = connection.createStatement()) {
        statement.execute("set TimeZone = 'UTC'");
      }
      SampleImport.Left left =
          SampleImport.run(connection, TableFile.open(connection, source, columns));
      return new Samples(connection, folder, "main.samples", true, left);
    } catch (SQLException | RuntimeException failed) {
      if (connection != null) {
        connection.close();
      }
      delete(folder);
      throw failed;
    }
  }

  /** Number of rows that were left out. */
  public long refusedCount() {
    return left.count();
  }

  /** The first rows that were left out. */
  public List<Refused> refused() {
    return left.first();
  }

  /** Rows between two times by thing, in the order of ids. */
  Map<String, Long> things(Instant from, Instant to) throws SQLException {
    Map<String, Long> things = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select thing, count(*) from " + table + " s" + between() + " group by thing")) {
      times(select, 1, from, to);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          things.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return things;
  }

  /** First and last time between two times; null without rows. */
  Instant[] span(Instant from, Instant to) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select min(ts), max(ts) from " + table + " s" + between())) {
      times(select, 1, from, to);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        long first = row.getLong(1);
        return row.wasNull()
            ? null
            : new Instant[] {Instant.ofEpochMilli(first), Instant.ofEpochMilli(row.getLong(2))};
      }
    }
  }

  /** What the columns {@code definition} and {@code parent} say; empty without them. */
  public Map<String, ThingKind> kinds() {
    Map<String, ThingKind> kinds = new LinkedHashMap<>();
    if (folder == null) {
      return kinds;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select thing, arg_max(definition, ts), arg_max(parent, ts) from samples"
                    + " group by thing having max(definition) is not null")) {
      while (rows.next()) {
        kinds.put(rows.getString(1), new ThingKind(rows.getString(2), rows.getString(3)));
      }
    } catch (SQLException failed) {
      throw new HistoryException("the columns definition and parent cannot be read", failed);
    }
    return kinds;
  }

  /** Spreads things over partitions; a thing's number is its place. */
  void partition(List<String> things, int[] partitions) throws SQLException {
    execute("delete from " + lists + ".thing");
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + lists + ".thing values (?, ?, ?)")) {
      for (int i = 0; i < partitions.length; i++) {
        insert.setInt(1, i);
        insert.setString(2, things.get(i));
        insert.setInt(3, partitions[i]);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Names of all properties; a property's number is its place. */
  List<String> properties() throws SQLException {
    execute("delete from " + lists + ".property");
    execute(
        ("insert into %1$s.property select row_number() over (order by property) - 1, property"
                + " from (select distinct property from %2$s)")
            .formatted(lists, table));
    List<String> names = new java.util.ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select name from " + lists + ".property order by no")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /**
   * Rows of a partition in the order of time: ts, thing, property, value, revision, unit, quality.
   */
  SampleRows rows(int partition, Instant from, Instant to) {
    return new SampleRows(
        this::another,
        """
        select s.ts, t.no, p.no, s.value, s.revision, %1$s, %2$s
        from %3$s s join %4$s.thing t on s.thing = t.id join %4$s.property p on s.property = p.name
        %5$s and t.part = ? order by s.ts, t.no, s.revision, s.rowid
        """
            .formatted(unit, quality, table, lists, between()),
        select -> {
          times(select, 1, from, to);
          select.setInt(3, partition);
        });
  }

  private Connection another() throws SQLException {
    return connection.duplicate();
  }

  private static String between() {
    return " where s.ts >= ? and s.ts < ?";
  }

  private static void times(PreparedStatement select, int first, Instant from, Instant to)
      throws SQLException {
    select.setLong(first, from == null ? Long.MIN_VALUE : from.toEpochMilli());
    select.setLong(first + 1, to == null ? Long.MAX_VALUE : to.toEpochMilli());
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String firstLine(SQLException failed) {
    return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    try {
      execute("detach " + lists);
    } catch (SQLException stillRead) {
      // a stopped back-test may still hold it; it goes with the process
    }
    try {
      connection.close();
    } catch (SQLException failed) {
      throw new HistoryException("history cannot be closed", failed);
    } finally {
      if (folder != null) {
        delete(folder);
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException left) {
      folder.toFile().deleteOnExit();
    }
  }
}
