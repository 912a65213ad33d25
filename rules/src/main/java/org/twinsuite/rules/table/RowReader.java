package org.twinsuite.rules.table;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Typed access to one row; what is wrong is collected, never thrown. */
public final class RowReader {

  private final Sheet sheet;
  private final Sheet.Line line;
  private final List<TableError> errors;

  public RowReader(Sheet sheet, Sheet.Line line, List<TableError> errors) {
    this.sheet = sheet;
    this.line = line;
    this.errors = errors;
  }

  /** Text of a cell; empty if the cell or the column is missing. */
  public String optional(String column) {
    int i = sheet.header().indexOf(column);
    return i < 0 || i >= line.cells().size() ? "" : line.cells().get(i).trim();
  }

  public String text(String column) {
    String value = optional(column);
    if (value.isEmpty()) {
      error(column, "is empty");
    }
    return value;
  }

  public String oneOf(String column, Set<String> allowed) {
    String value = text(column);
    if (!value.isEmpty() && !allowed.contains(value)) {
      error(column, "'" + value + "' is not one of " + String.join(", ", sorted(allowed)));
    }
    return value;
  }

  /** NaN if the cell is empty. */
  public double optionalNumber(String column) {
    return optional(column).isEmpty() ? Double.NaN : number(column);
  }

  /** A number, with or without a percent sign behind it. */
  public double percentOrNumber(String column) {
    String value = text(column);
    return number(column, value.endsWith("%") ? value.substring(0, value.length() - 1) : value);
  }

  public double number(String column) {
    return number(column, text(column));
  }

  private double number(String column, String value) {
    if (value.isEmpty()) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, together with infinities
    }
    error(column, "'" + value + "' is not a number; use digits and a decimal point");
    return Double.NaN;
  }

  public int whole(String column, int least, int most) {
    double value = number(column);
    if (Double.isNaN(value)) {
      return least;
    }
    if (value != Math.rint(value) || value < least || value > most) {
      error(column, "must be a whole number from " + least + " to " + most);
      return least;
    }
    return (int) value;
  }

  public Duration hours(String column) {
    double value = number(column);
    if (value < 0) {
      error(column, "must not be negative");
    }
    return Duration.ofMillis(Math.round(Math.max(0, value) * 3_600_000));
  }

  public void error(String column, String message) {
    int i = sheet.header().indexOf(column);
    String place = i < 0 ? "row " + line.number() : cell(i, line.number());
    errors.add(new TableError(sheet.file(), sheet.sheet(), place, column + " " + message));
  }

  /** File, sheet and row, for evidence. */
  public String origin() {
    String page = sheet.sheet().isEmpty() ? "" : " sheet " + sheet.sheet();
    return sheet.file() + page + " row " + line.number();
  }

  static String cell(int column, int row) {
    StringBuilder name = new StringBuilder();
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
      name.insert(0, (char) ('A' + (rest - 1) % 26));
    }
    return name.append(row).toString();
  }

  private static List<String> sorted(Set<String> values) {
    return values.stream().sorted().toList();
  }
}
