package org.twinsuite.ditto.extensions.arrow;

import java.util.List;
import java.util.Set;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.twin.Quality;

/**
 * The columns of a batch by what they mean; {@code null} where there is none.
 *
 * @param wide columns that are points of their own
 */
record Columns(
    Column point,
    Column value,
    Column unit,
    Column source,
    Column server,
    Column severity,
    Column code,
    List<Column> wide) {

  /**
   * @param reserved names that are not points
   * @throws PayloadError if a column of times holds something else
   */
  static Columns of(Batch batch, Set<String> reserved) {
    Column point = batch.column("point");
    Column value = batch.column("value");
    boolean isLong = point != null && value != null;
    List<Column> wide =
        batch.columns().stream()
            .filter(column -> !reserved.contains(column.type().name()))
            .filter(column -> column.type().kind() != ColumnType.Kind.OTHER)
            .toList();
    return new Columns(
        point,
        value,
        isLong ? batch.column("unit") : null,
        times(batch, "source_timestamp"),
        times(batch, "server_timestamp"),
        batch.column("severity"),
        batch.column("code"),
        wide);
  }

  boolean isLong() {
    return point != null && value != null;
  }

  /** A number is not a time: it may count seconds, milliseconds or days. */
  private static Column times(Batch batch, String name) {
    Column column = batch.column(name);
    if (column == null || column.type().kind() == ColumnType.Kind.NULL) {
      return null;
    }
    if (!column.isTime()) {
      throw new PayloadError(
          "column " + name,
          "does not hold times",
          "Send timestamps, dates, or ISO 8601 texts such as 2026-01-31T12:00:00.000Z");
    }
    return column;
  }

  /**
   * The quality of a row.
   *
   * @throws IllegalArgumentException if the severity is none of the three
   */
  Quality quality(int row) {
    String severity =
        this.severity == null ? null : this.severity.text(row, ArrowReader.MAX_NAME_BYTES);
    String code = this.code == null ? null : this.code.text(row, ArrowReader.MAX_NAME_BYTES);
    return switch (severity == null ? "good" : severity) {
      case "good" -> code == null ? Quality.GOOD : Quality.good(code);
      case "uncertain" -> Quality.uncertain(code == null ? "Uncertain" : code);
      case "bad" -> Quality.bad(code == null ? "Bad" : code);
      default ->
          throw new IllegalArgumentException("the severity is not one of good, uncertain and bad");
    };
  }
}
