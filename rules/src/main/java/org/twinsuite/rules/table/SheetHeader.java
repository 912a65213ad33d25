package org.twinsuite.rules.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether the header of a sheet has the columns it needs, each once, and no other. */
public final class SheetHeader {

  private final Sheet sheet;
  private final List<TableError> errors;

  public SheetHeader(Sheet sheet, List<TableError> errors) {
    this.sheet = sheet;
    this.errors = errors;
  }

  /** Whether the columns fit; if not, why is added to the errors. */
  public boolean fits(Set<String> required, Set<String> optional) {
    boolean fits = true;
    Map<String, String> places = new HashMap<>();
    for (int i = 0; i < sheet.header().size(); i++) {
      String column = sheet.header().get(i);
      String place = RowReader.cell(i, sheet.headerRow());
      String other = column.isEmpty() ? null : places.putIfAbsent(column, place);
      String problem =
          other != null
              ? "column '" + TableText.shown(column) + "' is already in " + other + "; delete one"
              : TableText.problemOfName(column).map(p -> "column name " + p).orElse("");
      if (!problem.isEmpty()) {
        errors.add(new TableError(sheet.file(), sheet.sheet(), place, problem));
        fits = false;
      }
    }
    Set<String> missing = new TreeSet<>(required);
    missing.removeAll(places.keySet());
    Set<String> unknown = new TreeSet<>();
    places.keySet().stream()
        .filter(column -> !required.contains(column) && !optional.contains(column))
        .map(TableText::shown)
        .forEach(unknown::add);
    if (missing.isEmpty() && unknown.isEmpty()) {
      return fits;
    }
    errors.add(
        new TableError(
            sheet.file(),
            sheet.sheet(),
            "header",
            "missing columns " + missing + ", unknown columns " + unknown + separator()));
    return false;
  }

  private String separator() {
    String first = sheet.header().isEmpty() ? "" : sheet.header().get(0);
    if (sheet.header().size() > 1 || !sheet.sheet().isEmpty()) {
      return "";
    }
    return first.contains(";") || first.contains("\t")
        ? "; columns are separated by commas, not by "
            + (first.contains(";") ? "semicolons" : "tabs")
        : "";
  }
}
