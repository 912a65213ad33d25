package org.twinsuite.rules.table;

import java.util.ArrayList;
import java.util.List;

/** Collects rows and what is wrong with them; tells cells that belong to no column. */
final class SheetBuilder {

  private static final int MAX_ROWS = 20_000;
  static final int MAX_COLUMNS = 200;
  private static final int MAX_PROBLEMS = 100;

  private final String file;
  private final String sheet;
  private final String name;
  private final List<Sheet.Line> lines = new ArrayList<>();
  private final List<TableError> problems = new ArrayList<>();

  SheetBuilder(String file, String sheet, String name) {
    this.file = file;
    this.sheet = sheet;
    this.name = name;
  }

  /** Returns whether more rows are taken. */
  boolean add(Sheet.Line line) {
    if (line.isBlank() || line.isComment()) {
      return true;
    }
    if (lines.size() > MAX_ROWS) {
      problem("row " + line.number(), "is beyond the " + MAX_ROWS + " rows a table may have");
      return false;
    }
    lines.add(line);
    return true;
  }

  void problem(String place, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new TableError(file, sheet, place, message));
    }
  }

  Sheet build() {
    if (lines.isEmpty()) {
      return new Sheet(file, sheet, name, 0, List.of(), List.of(), problems);
    }
    Sheet.Line first = lines.remove(0);
    List<String> header = new ArrayList<>(first.cells());
    while (!header.isEmpty() && header.get(header.size() - 1).isBlank()) {
      header.remove(header.size() - 1);
    }
    if (header.size() > MAX_COLUMNS) {
      problem("row " + first.number(), "has more than " + MAX_COLUMNS + " columns");
    }
    lines.forEach(line -> extraCells(header, line));
    return new Sheet(file, sheet, name, first.number(), header, lines, problems);
  }

  private void extraCells(List<String> header, Sheet.Line line) {
    for (int i = 0; i < line.cells().size(); i++) {
      boolean column = i < header.size() && !header.get(i).isBlank();
      if (!column && !line.cells().get(i).isBlank()) {
        problem(
            RowReader.cell(i, line.number()),
            "'"
                + TableText.shown(line.cells().get(i))
                + "' belongs to no column (the header has "
                + header.size()
                + "); remove it, or put quotes around a text that has a comma");
        return;
      }
    }
  }
}
