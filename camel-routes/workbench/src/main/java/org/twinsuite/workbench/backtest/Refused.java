package org.twinsuite.workbench.backtest;

/**
 * A row that was left out.
 *
 * @param file name of the file
 * @param line line of a CSV file, row of a Parquet file, from 1
 * @param why what is wrong, with its column
 */
public record Refused(String file, long line, String why) {

  @Override
  public String toString() {
    return file + ", line " + line + ": " + why;
  }
}
