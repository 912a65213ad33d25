package org.twinsuite.workbench.backtest;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.twinsuite.pipeline.config.ConfigException;

/**
 * Brings the rows of a CSV or Parquet file into the table {@code samples}. A long file has a row
 * for each value ({@code thing, ts, property, value}), a wide one a column for each property
 * ({@code thing, ts, vibration, flow, …}).
 */
final class SampleImport {
  private static final Set<String> KNOWN =
      Set.of("thing", "ts", "revision", "unit", "quality", "definition", "parent");
  private static final int TOLD = 1_000;

  /**
   * Rows that were left out.
   *
   * @param count all of them
   * @param first the first by line
   */
  record Left(long count, List<Refused> first) {}

  private SampleImport() {}

  /**
   * @throws ConfigException when a column is missing
   */
  static Left run(Connection connection, TableFile file) throws SQLException {
    file.require("thing", "ts");
    if (file.has("property")) {
      file.require("value");
    }
    do {
      create(connection, file);
    } while (file.again());
    Map<Long, String> bad = new TreeMap<>();
    long count = 0;
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              "select place, min(bad), count(*) over () from samples where bad is not null"
                  + " group by place order by place limit "
                  + TOLD)) {
        while (rows.next()) {
          bad.put(rows.getLong(1), rows.getString(2));
          count = rows.getLong(3);
        }
      }
      if (count > 0) {
        statement.execute("delete from samples where bad is not null");
      }
    }
    List<Refused> refused = file.refused(bad);
    return new Left(
        count - bad.size() + refused.size(), refused.subList(0, Math.min(TOLD, refused.size())));
  }

  private static void create(Connection connection, TableFile file) throws SQLException {
    String rows =
        """
        select place, %s as thing, %s as ts, %s as ts_text, %s as revision, %s as unit,
          lower(%s) as quality, %s as definition, %s as parent, %s
        from %s
        """
            .formatted(
                file.text("thing"),
                file.time("ts"),
                file.text("ts"),
                "coalesce(try_cast(" + file.text("revision") + " as bigint), 0)",
                file.text("unit"),
                file.text("quality"),
                file.text("definition"),
                file.text("parent"),
                values(file),
                file.relation());
    if (!file.has("property")) {
      rows =
          "select * from (unpivot ("
              + rows
              + ") on "
              + properties(file).stream().map(TableFile::quote).collect(Collectors.joining(", "))
              + " into name property value value_text)";
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create or replace table samples as
          select place, thing, property, ts, value, revision, unit, quality, definition, parent,
            case
              when thing is null then 'thing is empty'
              when property is null then 'property is empty'
              when ts is null then 'ts ''' || coalesce(ts_text, '')
                || ''' is not a time: give ISO-8601 such as 2026-01-31T10:00:00Z, or s or ms since 1970'
              when quality not in ('good', 'uncertain', 'bad')
                then 'quality ''' || quality || ''': use good, uncertain or bad'
              when quality is distinct from 'bad' and (value is null or not isfinite(value))
                then property || ' ''' || coalesce(value_text, '') || ''' is not a finite number'
            end as bad
          from (
            select *, case when not contains(value_text, '_') then try_cast(value_text as double)
              end as value
            from (%s))
          """
              .formatted(rows));
    }
  }

  private static String values(TableFile file) {
    if (file.has("property")) {
      return file.text("property") + " as property, " + file.text("value") + " as value_text";
    }
    return properties(file).stream()
        .map(column -> file.textOf(column) + " as " + TableFile.quote(column))
        .collect(Collectors.joining(", "));
  }

  /** Columns of a wide file that are properties. */
  private static List<String> properties(TableFile file) {
    List<String> columns =
        file.columns().stream()
            .filter(column -> KNOWN.stream().noneMatch(name -> file.stands(column, name)))
            .toList();
    if (columns.isEmpty()) {
      throw new ConfigException(
          file.name()
              + " has neither the columns property and value nor a column for each property");
    }
    return columns;
  }
}
