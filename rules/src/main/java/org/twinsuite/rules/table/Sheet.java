package org.twinsuite.rules.table;

import java.util.List;

/**
 * A table as text: the first row is the header; comments (first cell starts with {@code #}) and
 * blank rows are kept out.
 *
 * @param file file name
 * @param sheet sheet name; empty for CSV
 * @param name which table it is: the sheet name, or for CSV the file name without ending
 */
public record Sheet(String file, String sheet, String name, List<String> header, List<Line> lines) {

  /**
   * @param number row number as a spreadsheet shows it, from 1
   */
  public record Line(int number, List<String> cells) {}
}
