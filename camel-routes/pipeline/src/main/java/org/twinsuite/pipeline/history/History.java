package org.twinsuite.pipeline.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/**
 * Numeric twin changes over time in DuckDB: what predictors read and what rule state is rebuilt
 * from. A cache; Ditto holds the truth.
 */
public final class History implements SeriesSource, AutoCloseable {
  private static final int BATCH = 2048;
  private static final int RECENT = 100_000;
  private final DuckDBConnection connection;
  private final DuckDBConnection reading;

  /** Newest revision of each thing when this process began: what is not newer may come again. */
  private final Map<String, Long> before;

  /**
   * Samples that came late: the change that brought one into its twin may follow, or come again.
   */
  private final Set<Key> late =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
              return size() > RECENT;
            }
          });

  private record Key(String thing, String property, long at, double value) {
    static Key of(Sample sample) {
      return new Key(sample.thingId(), sample.property(), sample.at(), sample.value());
    }
  }

  private History(DuckDBConnection connection) throws SQLException {
    this.connection = connection;
    this.reading = (DuckDBConnection) connection.duplicate();
    this.before = newestRevisions();
  }

  private Map<String, Long> newestRevisions() throws SQLException {
    Map<String, Long> newest = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select thing, max(revision) from sample group by thing")) {
      while (row.next()) {
        newest.put(row.getString(1), row.getLong(2));
      }
    }
    return newest;
  }

  /**
   * Opens the cache, creating it when it is not there.
   *
   * @param file DuckDB file; {@code :memory:} keeps it in memory
   * @throws HistoryException when the file cannot be used
   */
  public static History open(Path file) {
    try {
      DuckDBConnection connection =
          (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table if not exists sample (thing varchar not null, property varchar not null,"
                + " ts bigint not null, value double not null, revision bigint not null)");
      }
      return new History(connection);
    } catch (SQLException unusable) {
      throw new HistoryException(
          "history file "
              + file.getFileName()
              + " cannot be opened; it is a cache: delete it while the app is down",
          unusable);
    }
  }

  /**
   * Appends samples; they are visible to the next read. Those that may have been added before, as a
   * process that was killed takes its last messages again, are added only if they are missing.
   */
  public synchronized void add(Collection<Sample> samples) {
    List<Sample> fresh = new ArrayList<>(samples.size());
    List<Sample> doubtful = new ArrayList<>();
    for (Sample sample : samples) {
      (isDoubtful(sample) ? doubtful : fresh).add(sample);
    }
    addMissing(doubtful);
    append(fresh);
  }

  private boolean isDoubtful(Sample sample) {
    Key key = Key.of(sample);
    if (sample.revision() == 0) {
      late.add(key);
      return true;
    }
    return sample.revision() <= before.getOrDefault(sample.thingId(), 0L)
        || !late.isEmpty() && late.contains(key);
  }

  /** Appends samples of which there is none of the same thing, property, time and value. */
  public synchronized void addMissing(Collection<Sample> samples) {
    if (samples.isEmpty()) {
      return;
    }
    Set<Key> known = new HashSet<>();
    long from = samples.stream().mapToLong(Sample::at).min().getAsLong();
    long to = samples.stream().mapToLong(Sample::at).max().getAsLong();
    Set<String> ids = samples.stream().map(Sample::thingId).collect(Collectors.toSet());
    try (PreparedStatement select =
        connection.prepareStatement(
            "select thing, property, ts, value from sample where ts between ? and ? and thing in ("
                + marks(ids.size())
                + ")")) {
      select.setLong(1, from);
      select.setLong(2, to);
      int i = 3;
      for (String id : ids) {
        select.setString(i++, id);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          known.add(new Key(row.getString(1), row.getString(2), row.getLong(3), row.getDouble(4)));
        }
      }
    } catch (SQLException failed) {
      throw new HistoryException("history cannot be read", failed);
    }
    append(samples.stream().filter(sample -> known.add(Key.of(sample))).toList());
  }

  private void append(Collection<Sample> samples) {
    if (samples.isEmpty()) {
      return;
    }
    // An appender belongs to the thread that made it, and the partitions share this connection.
    try (DuckDBAppender appender =
        connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "sample")) {
      for (Sample sample : samples) {
        appender.beginRow();
        appender.append(sample.thingId());
        appender.append(sample.property());
        appender.append(sample.at());
        appender.append(sample.value());
        appender.append(sample.revision());
        appender.endRow();
      }
    } catch (SQLException failed) {
      throw new HistoryException("history cannot be written", failed);
    }
  }

  /** {@inheritDoc} Of several values of one time the last written wins. */
  @Override
  public Map<String, Map<String, Points>> read(
      Collection<String> things, Collection<String> properties, BufferAllocator allocator) {
    String sql =
        "select thing, property, list(ts order by ts) as tss, list(value order by ts) as vals from"
            + " (select thing, property, ts, last(value) as value from sample where thing in ("
            + marks(things.size())
            + ")"
            + (properties.isEmpty() ? "" : " and property in (" + marks(properties.size()) + ")")
            + " group by thing, property, ts) group by thing, property";
    Map<String, Map<String, Points>> series = new HashMap<>();
    synchronized (reading) {
      try (PreparedStatement select = reading.prepareStatement(sql)) {
        int i = 1;
        for (String thing : things) {
          select.setString(i++, thing);
        }
        for (String property : properties) {
          select.setString(i++, property);
        }
        try (DuckDBResultSet rows = (DuckDBResultSet) select.executeQuery();
            ArrowReader reader = (ArrowReader) rows.arrowExportStream(allocator, BATCH)) {
          while (reader.loadNextBatch()) {
            collect(reader.getVectorSchemaRoot(), series);
          }
        }
      } catch (SQLException | java.io.IOException failed) {
        throw new HistoryException("history cannot be read", failed);
      }
    }
    return series;
  }

  /** The newest sample time; the epoch when there is none. */
  public Instant newest() {
    synchronized (reading) {
      try (Statement statement = reading.createStatement();
          ResultSet row = statement.executeQuery("select coalesce(max(ts), 0) from sample")) {
        row.next();
        return Instant.ofEpochMilli(row.getLong(1));
      } catch (SQLException failed) {
        throw new HistoryException("history cannot be read", failed);
      }
    }
  }

  /** Another connection to the same history, for long reads; the caller closes it. */
  public Connection another() {
    try {
      return connection.duplicate();
    } catch (SQLException failed) {
      throw new HistoryException("history cannot be read", failed);
    }
  }

  /** Deletes samples older than a time. */
  public synchronized void forgetBefore(Instant time) {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from sample where ts < ?")) {
      delete.setLong(1, time.toEpochMilli());
      delete.executeUpdate();
    } catch (SQLException failed) {
      throw new HistoryException("history cannot be trimmed", failed);
    }
  }

  private static void collect(VectorSchemaRoot root, Map<String, Map<String, Points>> series) {
    VarCharVector thing = (VarCharVector) root.getVector(0);
    VarCharVector property = (VarCharVector) root.getVector(1);
    ListVector ats = (ListVector) root.getVector(2);
    ListVector values = (ListVector) root.getVector(3);
    BigIntVector at = (BigIntVector) ats.getDataVector();
    Float8Vector value = (Float8Vector) values.getDataVector();
    for (int row = 0; row < root.getRowCount(); row++) {
      int from = ats.getElementStartIndex(row);
      int valuesFrom = values.getElementStartIndex(row);
      int count = ats.getElementEndIndex(row) - from;
      long[] times = new long[count];
      double[] numbers = new double[count];
      for (int i = 0; i < count; i++) {
        times[i] = at.get(from + i);
        numbers[i] = value.get(valuesFrom + i);
      }
      series
          .computeIfAbsent(thing.getObject(row).toString(), id -> new TreeMap<>())
          .put(property.getObject(row).toString(), new Points(times, numbers));
    }
  }

  private static String marks(int count) {
    return "?,".repeat(count).substring(0, 2 * count - 1);
  }

  @Override
  public synchronized void close() {
    try {
      reading.close();
      connection.close();
    } catch (SQLException failed) {
      throw new HistoryException("history cannot be closed", failed);
    }
  }
}
