package org.twinsuite.workbench.backtest;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.twinsuite.pipeline.config.ConfigException;

/**
 * A CSV or Parquet file that DuckDB reads: its columns by the names they are asked for. A line that
 * cannot be taken apart costs only itself.
 */
final class TableFile {
  private static final String DELIMITERS = ",;\t";

  private final Connection connection;
  private final HistorySource source;
  private final Map<String, String> renamed;
  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private char delimiter = ',';
  private boolean quoted = true;

  private TableFile(Connection connection, HistorySource source, Map<String, String> renamed) {
    this.connection = connection;
    this.source = source;
    this.renamed = renamed;
  }

  private static final CsvMapper CELLS = new CsvMapper();

  /** Cut to milliseconds; a date alone is a time, a year or a word such as epoch is not. */
  private static final String TIME =
      """
      case
        when regexp_full_match(%1$s, '[0-9]+([.][0-9]*)?') then
          case
            when try_cast(%1$s as double) >= 1e9 and try_cast(%1$s as double) < 1e10
              then cast(floor(try_cast(%1$s as decimal(38, 9)) * 1000) as bigint)
            when try_cast(%1$s as double) >= 1e12 and try_cast(%1$s as double) < 1e13
              then cast(floor(try_cast(%1$s as decimal(38, 9))) as bigint)
            when try_cast(%1$s as double) >= 1e15 and try_cast(%1$s as double) < 1e16
              then cast(floor(try_cast(%1$s as decimal(38, 9)) / 1000) as bigint)
            when try_cast(%1$s as double) >= 1e18 and try_cast(%1$s as double) < 1e19
              then cast(floor(try_cast(%1$s as decimal(38, 9)) / 1000000) as bigint)
          end
        when regexp_matches(%1$s, '^[0-9]{4}-') then epoch_ms(try_cast(%1$s as timestamptz))
      end""";

  /**
   * Reads which columns the file has.
   *
   * @param renamed name asked for to name in the file; those that are missing have the same name
   * @throws ConfigException when the file has no readable header
   */
  static TableFile open(Connection connection, HistorySource source, Map<String, String> renamed) {
    TableFile table = new TableFile(connection, source, renamed);
    if (source.kind() == HistorySource.Kind.PARQUET) {
      table.describe();
    } else {
      table.header();
    }
    table.types.keySet().forEach(column -> table.byName.put(column, column));
    for (String column : renamed.values()) {
      if (!table.byName.containsKey(column)) {
        throw table.missing(column, "correct the name given for it");
      }
    }
    return table;
  }

  private void header() {
    String line;
    try (BufferedReader reader = Files.newBufferedReader(source.file(), StandardCharsets.UTF_8)) {
      line = reader.readLine();
    } catch (IOException unreadable) {
      throw new ConfigException(source.file() + " cannot be read as UTF-8 text");
    }
    if (line == null || line.isBlank()) {
      throw new ConfigException(source.file() + " has no header line");
    }
    String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
    for (char candidate : DELIMITERS.toCharArray()) {
      if (cells(text, candidate).size() > cells(text, delimiter).size()) {
        delimiter = candidate;
      }
    }
    for (String cell : cells(text, delimiter)) {
      String name = cell.trim();
      if (types.put(name.isEmpty() ? "column" + types.size() : name, "VARCHAR") != null) {
        throw new ConfigException(source.file() + " has two columns " + name + ": rename one");
      }
    }
  }

  /** The cells of a line: a delimiter within quotation marks is text (RFC 4180, 2.6). */
  private static List<String> cells(String line, char delimiter) {
    try (MappingIterator<List<String>> rows =
        CELLS
            .readerForListOf(String.class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvSchema.emptySchema().withColumnSeparator(delimiter))
            .readValues(line)) {
      return rows.next();
    } catch (IOException | RuntimeException unreadable) {
      return List.of(line.split(Pattern.quote(String.valueOf(delimiter)), -1));
    }
  }

  private void describe() {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("describe select * from read_parquet(" + file() + ")")) {
      while (rows.next()) {
        types.put(rows.getString(1), rows.getString(2));
      }
    } catch (SQLException unreadable) {
      throw new ConfigException(source.file() + " is no Parquet file that can be read");
    }
  }

  /** Name of the file, for people. */
  String name() {
    return source.file().getFileName().toString();
  }

  boolean has(String name) {
    return column(name) != null;
  }

  /** The column that stands for a name, unless it was said to stand for another; or null. */
  private String column(String name) {
    String given = renamed.get(name);
    boolean taken = given == null && renamed.values().stream().anyMatch(name::equalsIgnoreCase);
    return taken ? null : byName.get(given == null ? name : given);
  }

  /** Columns in the order of the file. */
  List<String> columns() {
    return List.copyOf(types.keySet());
  }

  /** Whether the column of the file stands for the name. */
  boolean stands(String column, String name) {
    return column.equals(column(name));
  }

  /**
   * @throws ConfigException naming the first column that is missing
   */
  void require(String... names) {
    for (String name : names) {
      if (!has(name)) {
        throw missing(
            renamed.getOrDefault(name, name),
            "name one so, or tell which it is: --column " + name + "=NAME");
      }
    }
  }

  private ConfigException missing(String column, String fix) {
    return new ConfigException(
        "%s has no column %s (it has %s): %s"
            .formatted(source.file(), column, String.join(", ", columns()), fix));
  }

  /** A column as trimmed text; null where it is empty, or when the file does not have it. */
  String text(String name) {
    return has(name) ? textOf(column(name)) : "null::varchar";
  }

  /** A column of the file as trimmed text; null where it is empty. */
  String textOf(String column) {
    String cell = "trim(cast(" + quote(column) + " as varchar))";
    return "nullif(" + (quoted ? cell : "trim(" + cell + ", '\"')") + ", '')";
  }

  /**
   * A column as milliseconds since 1970; null where it is not a time. Numbers are read as {@link
   * org.twinsuite.pipeline.time.EpochTime} does: seconds to nanoseconds by their magnitude, others
   * are ambiguous.
   */
  String time(String name) {
    String type = types.get(column(name));
    boolean date = type.startsWith("TIMESTAMP") || type.equals("DATE");
    String text = text(name);
    return date
        ? "epoch_ms(cast(" + quote(column(name)) + " as timestamptz))"
        : TIME.formatted(text);
  }

  /** The rows, with their place in the file as {@code place}, from 1. */
  String relation() {
    if (source.kind() == HistorySource.Kind.PARQUET) {
      return "(select file_row_number + 1 as place, * exclude (file_row_number)"
          + " from read_parquet("
          + file()
          + ", file_row_number = true))";
    }
    String columns =
        types.keySet().stream()
            .map(column -> literal(column) + ": 'VARCHAR'")
            .collect(Collectors.joining(", ", "{", "}"));
    return "(select row_number() over () as place, * from read_csv(%s, auto_detect = false, header = true, delim = %s, quote = %s, escape = %s, columns = %s, store_rejects = true, rejects_limit = 0))"
        .formatted(
            file(),
            literal(String.valueOf(delimiter)),
            quoted ? "'\"'" : "''",
            quoted ? "'\"'" : "''",
            columns);
  }

  /**
   * After the rows were read: whether they have to be read again, because a quotation mark that
   * nobody closed swallowed good lines. They are then read without quotation.
   */
  boolean again() throws SQLException {
    if (source.kind() == HistorySource.Kind.PARQUET || !quoted) {
      return false;
    }
    try (Statement statement = connection.createStatement();
        ResultSet open =
            statement.executeQuery(
                "select count(*) from reject_errors where error_type = 'UNQUOTED VALUE'")) {
      open.next();
      quoted = open.getLong(1) == 0;
    }
    if (!quoted) {
      forgetRejected();
    }
    return !quoted;
  }

  /** Lines that could not be taken apart, each with the reason; they are told once. */
  Map<Long, String> rejected() throws SQLException {
    Map<Long, String> lines = new TreeMap<>();
    if (source.kind() == HistorySource.Kind.PARQUET) {
      return lines;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select line, error_message from reject_errors order by line")) {
      while (rows.next()) {
        lines.putIfAbsent(rows.getLong(1), rows.getString(2));
      }
    }
    forgetRejected();
    return lines;
  }

  private void forgetRejected() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table reject_errors");
      statement.execute("drop table reject_scans");
    }
  }

  /**
   * Lines of rows by their places. Blank and rejected lines are no rows, so the file is walked.
   *
   * @param places of rows, in any order
   */
  Map<Long, Long> lines(TreeSet<Long> places, Map<Long, String> rejected) {
    Map<Long, Long> lines = new LinkedHashMap<>();
    if (source.kind() == HistorySource.Kind.PARQUET || places.isEmpty()) {
      places.forEach(place -> lines.put(place, place));
      return lines;
    }
    try (BufferedReader reader = Files.newBufferedReader(source.file(), StandardCharsets.UTF_8)) {
      reader.readLine();
      long line = 1;
      long place = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        if (!text.isEmpty() && !rejected.containsKey(line) && places.contains(++place)) {
          lines.put(place, line);
          if (place == places.last()) {
            break;
          }
        }
      }
    } catch (IOException unreadable) {
      places.forEach(place -> lines.putIfAbsent(place, place + 1));
    }
    return lines;
  }

  private String file() {
    return literal(source.file().toString());
  }

  static String quote(String column) {
    return '"' + column.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Rows that were left out, with their lines. */
  List<Refused> refused(Map<Long, String> byPlace) throws SQLException {
    Map<Long, String> rejected = rejected();
    List<Refused> all = new ArrayList<>();
    rejected.forEach((line, why) -> all.add(new Refused(name(), line, why)));
    lines(new TreeSet<>(byPlace.keySet()), rejected)
        .forEach((place, line) -> all.add(new Refused(name(), line, byPlace.get(place))));
    all.sort(java.util.Comparator.comparingLong(Refused::line));
    return all;
  }
}
