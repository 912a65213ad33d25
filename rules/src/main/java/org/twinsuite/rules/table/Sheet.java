package org.twinsuite.rules.table;

import java.util.List;
import java.util.Set;

/**
 * A table as text: the first row is the header; comments (first cell starts with {@code #}) and
 * blank rows are kept out.
 *
 * @param file file name
 * @param sheet sheet name; empty for CSV
 * @param name which table it is: the sheet name, or for CSV the file name without ending
 * @param headerRow number of the header's row, from 1; 0 if there is none
 * @param problems what could not be read, each with its cell
 */
public record Sheet(
    String file,
    String sheet,
    String name,
    int headerRow,
    List<String> header,
    List<Line> lines,
    List<TableError> problems) {

  public Sheet {
    header = List.copyOf(header);
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /**
   * A row.
   *
   * @param number row number as a spreadsheet shows it, from 1
   * @param cells text of the cells; trailing empty ones may be missing
   * @param percent columns, from 0, whose number is shown as percent; it is stored as a fraction
   */
  public record Line(int number, List<String> cells, Set<Integer> percent) {

    public Line {
      cells = List.copyOf(cells);
      percent = Set.copyOf(percent);
    }

    public Line(int number, List<String> cells) {
      this(number, cells, Set.of());
    }

    boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }

    boolean isComment() {
      return !cells.isEmpty() && cells.get(0).startsWith("#");
    }
  }
}
