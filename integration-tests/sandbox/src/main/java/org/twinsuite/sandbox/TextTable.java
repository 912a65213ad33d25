package org.twinsuite.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in plain text, columns as wide as their widest cell. */
final class TextTable {

  private final List<String[]> rows = new ArrayList<>();

  TextTable(String... header) {
    rows.add(header);
  }

  /** Adds a row; missing cells at its end are empty. */
  void row(String... cells) {
    String[] row = Arrays.copyOf(cells, rows.get(0).length);
    for (int i = 0; i < row.length; i++) {
      row[i] = row[i] == null ? "" : row[i];
    }
    rows.add(row);
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      line(text, rows.get(r), widths);
      if (r == 0) {
        String[] rule = new String[widths.length];
        Arrays.setAll(rule, i -> "-".repeat(widths[i]));
        line(text, rule, widths);
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      line.append(cells[i]).append(" ".repeat(widths[i] - cells[i].length() + 2));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
