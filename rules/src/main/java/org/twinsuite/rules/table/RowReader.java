package org.twinsuite.rules.table;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.twinsuite.twin.unit.Ucum;

/** Typed access to one row; what is wrong is collected with its cell, never thrown. */
public final class RowReader {

  private static final int MAX_NAME = 1000;
  private static final int MAX_HOURS = 876_600;
  private static final double HOUR_MS = 3_600_000;

  private final Sheet sheet;
  private final Sheet.Line line;
  private final List<TableError> errors;

  public RowReader(Sheet sheet, Sheet.Line line, List<TableError> errors) {
    this.sheet = sheet;
    this.line = line;
    this.errors = errors;
  }

  /** Text of a cell as it is; empty if the cell or the column is missing. */
  private String raw(String column) {
    int i = sheet.header().indexOf(column);
    return i < 0 || i >= line.cells().size() ? "" : line.cells().get(i).trim();
  }

  /** A name; empty if the cell or the column is missing. */
  public String optional(String column) {
    String value = raw(column);
    TableText.problemOfName(value).ifPresent(problem -> error(column, problem));
    if (value.length() > MAX_NAME) {
      error(column, "has " + value.length() + " characters, at most " + MAX_NAME + " are allowed");
    }
    return value;
  }

  /** A name that must be there. */
  public String text(String column) {
    String value = optional(column);
    if (value.isEmpty()) {
      error(column, "is empty");
    }
    return value;
  }

  /** A name without blanks that must be there, e.g. a rule id or a class. */
  public String word(String column) {
    String value = text(column);
    if (value.contains(" ")) {
      error(column, "'" + TableText.shown(value) + "' must not have blanks");
    }
    return value;
  }

  /** A name that must be there and is not a wildcard. */
  public String one(String column) {
    String value = text(column);
    if (value.contains("*")) {
      error(column, "must name one; '*' does not stand for every one here");
    }
    return value;
  }

  /** A name that must be there, with at most one {@code *}, at its end. */
  public String pattern(String column) {
    String value = text(column);
    if (value.indexOf('*') >= 0 && value.indexOf('*') < value.length() - 1) {
      error(column, "'" + TableText.shown(value) + "' may have * only at the end");
    }
    return value;
  }

  /**
   * Text for people.
   *
   * @param most characters
   */
  public String free(String column, int most) {
    String value = raw(column);
    TableText.problemOfText(value).ifPresent(problem -> error(column, problem));
    if (value.length() > most) {
      error(column, "has " + value.length() + " characters, at most " + most + " are allowed");
    }
    return value;
  }

  public String oneOf(String column, Set<String> allowed) {
    String value = text(column);
    if (!value.isEmpty() && !allowed.contains(value)) {
      error(
          column,
          "'" + TableText.shown(value) + "' is not one of " + String.join(", ", sorted(allowed)));
    }
    return value;
  }

  /** A UCUM unit; empty if the cell is. */
  public String unit(String column) {
    String value = raw(column);
    if (!value.isEmpty()) {
      try {
        Ucum.requireCode(value);
      } catch (IllegalArgumentException notACode) {
        error(column, notACode.getMessage().replaceFirst("^unit ", ""));
      }
    }
    return value;
  }

  /** NaN if the cell is empty. */
  public double optionalNumber(String column) {
    return raw(column).isEmpty() ? Double.NaN : number(column);
  }

  /** A number, with or without a percent sign behind it. */
  public double percentOrNumber(String column) {
    String value = text(column);
    int i = sheet.header().indexOf(column);
    if (line.percent().contains(i)) {
      error(
          column,
          "is a number shown as percent; write it as text, e.g. '80%, or format it as a number");
    }
    boolean percent = value.endsWith("%");
    return number(column, percent ? value.substring(0, value.length() - 1).strip() : value);
  }

  public double number(String column) {
    String value = raw(column);
    if (value.isEmpty()) {
      error(column, "is empty");
    }
    return number(column, value);
  }

  private double number(String column, String value) {
    if (value.isEmpty()) {
      return Double.NaN;
    }
    OptionalDouble number = TableNumber.parse(value);
    if (number.isPresent()) {
      return number.getAsDouble();
    }
    error(
        column,
        "'"
            + TableText.shown(value)
            + "' is not a number; use digits and a decimal point"
            + TableNumber.fix(value));
    return Double.NaN;
  }

  /** A number more than zero; NaN if it is wrong. */
  public double positive(String column) {
    double value = number(column);
    if (value <= 0) {
      error(column, "must be more than 0");
      return Double.NaN;
    }
    return value;
  }

  /** A number that is not negative; NaN if it is wrong. */
  public double notNegative(String column) {
    double value = number(column);
    if (value < 0) {
      error(column, "must not be negative");
      return Double.NaN;
    }
    return value;
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

  /** Hours, not negative, at most a hundred years. */
  public Duration hours(String column) {
    double value = notNegative(column);
    if (value > MAX_HOURS) {
      error(column, "must be at most " + MAX_HOURS + " hours (100 years)");
      return Duration.ZERO;
    }
    return Double.isNaN(value) ? Duration.ZERO : Duration.ofMillis(Math.round(value * HOUR_MS));
  }

  /** One thing wrong with a cell of this row. */
  public void error(String column, String message) {
    int i = sheet.header().indexOf(column);
    String place = i < 0 ? "row " + line.number() : cell(i, line.number());
    TableError error = new TableError(sheet.file(), sheet.sheet(), place, column + " " + message);
    if (!errors.contains(error)) {
      errors.add(error);
    }
  }

  /** File, sheet and row, for evidence. */
  public String origin() {
    String page = sheet.sheet().isEmpty() ? "" : " sheet " + sheet.sheet();
    return sheet.file() + page + " row " + line.number();
  }

  /** Name of a cell as a spreadsheet has it, e.g. {@code B10}. */
  static String cell(int column, int row) {
    return letters(column) + row;
  }

  static String letters(int column) {
    StringBuilder name = new StringBuilder();
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
      name.insert(0, (char) ('A' + (rest - 1) % 26));
    }
    return name.toString();
  }

  private static List<String> sorted(Set<String> values) {
    return values.stream().sorted().toList();
  }
}
