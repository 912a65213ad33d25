package org.twinsuite.rules.pack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.twinsuite.rules.table.RowReader;
import org.twinsuite.rules.table.Sheet;
import org.twinsuite.rules.table.TableError;

/** Turns sheets into {@link Tables}; all that is wrong is told at once. */
final class TableParser {

  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "forecasts",
          List.of(
              "rule",
              "class",
              "forecast",
              "failureMode",
              "unit",
              "direction",
              "alarm",
              "urgent",
              "clear",
              "bound",
              "hits",
              "of"),
          "levels",
          List.of(
              "rule",
              "class",
              "feature",
              "failureMode",
              "unit",
              "direction",
              "alarm",
              "urgent",
              "clear",
              "hits",
              "of"),
          "silence",
          List.of("rule", "class", "feature", "failureMode", "periods", "minimumHours", "back"),
          "orders",
          List.of(
              "class",
              "failureMode",
              "failureCode",
              "priority",
              "urgentPriority",
              "workFromHours",
              "workToHours",
              "coolDownHours",
              "settleHours",
              "snoozeHours",
              "outcomeHours",
              "part",
              "scope",
              "title"));

  private final List<TableError> errors;
  private final List<Limit> limits = new ArrayList<>();
  private final List<OrderTerms> terms = new ArrayList<>();

  TableParser(List<TableError> errors) {
    this.errors = errors;
  }

  Tables parse(List<Sheet> sheets) {
    for (Sheet sheet : sheets) {
      if (headerFits(sheet)) {
        sheet.lines().forEach(line -> row(sheet.name(), new RowReader(sheet, line, errors)));
      }
    }
    Tables tables = new Tables(limits, terms);
    everyLimitHasTerms(tables);
    return tables;
  }

  private boolean headerFits(Sheet sheet) {
    List<String> wanted = COLUMNS.get(sheet.name());
    if (wanted == null) {
      errors.add(
          new TableError(
              sheet.file(),
              sheet.sheet(),
              "",
              "unknown table '" + sheet.name() + "'; use " + new TreeSet<>(COLUMNS.keySet())));
      return false;
    }
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(new HashSet<>(sheet.header()));
    Set<String> unknown = new TreeSet<>(sheet.header());
    unknown.removeAll(wanted);
    unknown.remove("");
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      errors.add(
          new TableError(
              sheet.file(),
              sheet.sheet(),
              "header",
              "missing columns " + missing + ", unknown columns " + unknown));
      return false;
    }
    return true;
  }

  private void row(String table, RowReader row) {
    switch (table) {
      case "forecasts" -> limits.add(windowed(row, Limit.Kind.FORECAST, "forecast"));
      case "levels" -> limits.add(windowed(row, Limit.Kind.LEVEL, "feature"));
      case "silence" -> limits.add(silence(row));
      default -> terms.add(terms(row));
    }
  }

  private static Limit windowed(RowReader row, Limit.Kind kind, String sourceColumn) {
    Direction direction =
        "above".equals(row.oneOf("direction", Set.of("above", "below")))
            ? Direction.ABOVE
            : Direction.BELOW;
    double alarm = row.number("alarm");
    double urgent = row.optionalNumber("urgent");
    double clear = row.number("clear");
    if (direction.reached(alarm, urgent) && alarm != urgent) {
      row.error("urgent", "must lie beyond alarm");
    }
    if (direction.reached(clear, alarm) && clear != alarm) {
      row.error("clear", "must lie on the good side of alarm");
    }
    int of = row.whole("of", 1, 1000);
    return new Limit(
        row.text("rule"),
        kind,
        row.text("class"),
        row.text(sourceColumn),
        row.text("failureMode"),
        row.optional("unit"),
        direction,
        alarm,
        urgent,
        clear,
        row.optionalNumber("bound"),
        row.whole("hits", 1, of),
        of,
        0,
        row.origin());
  }

  private static Limit silence(RowReader row) {
    int back = row.whole("back", 1, 1000);
    return new Limit(
        row.text("rule"),
        Limit.Kind.SILENCE,
        row.text("class"),
        row.text("feature"),
        row.text("failureMode"),
        "",
        Direction.ABOVE,
        row.number("periods"),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        back,
        1,
        Math.max(1, row.hours("minimumHours").toMillis()),
        row.origin());
  }

  private static OrderTerms terms(RowReader row) {
    return new OrderTerms(
        row.text("class"),
        row.text("failureMode"),
        row.oneOf("failureCode", FailureCodes.ISO_14224),
        row.text("title"),
        row.whole("priority", 1, 9),
        row.whole("urgentPriority", 1, 9),
        row.hours("workFromHours"),
        row.hours("workToHours"),
        row.hours("coolDownHours"),
        row.hours("settleHours"),
        row.hours("snoozeHours"),
        row.hours("outcomeHours"),
        row.optional("part"),
        "siblings".equals(row.oneOf("scope", Set.of("thing", "siblings")))
            ? OrderTerms.Scope.SIBLINGS
            : OrderTerms.Scope.THING,
        row.origin());
  }

  private void everyLimitHasTerms(Tables tables) {
    for (Limit limit : limits) {
      if (tables.termsFor(limit.equipmentClass(), limit.failureMode()) == null) {
        errors.add(
            new TableError(
                limit.origin(),
                "",
                "",
                "table orders has no row for class "
                    + limit.equipmentClass()
                    + " and failure mode "
                    + limit.failureMode()));
      }
    }
  }
}
