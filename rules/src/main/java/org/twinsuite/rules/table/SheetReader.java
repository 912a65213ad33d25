package org.twinsuite.rules.table;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Reads the sheets of a CSV file or an XLSX workbook. */
public final class SheetReader {

  private static final String CSV = ".csv";

  private SheetReader() {}

  /** Whether a file of this name is a table. */
  public static boolean reads(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return name.endsWith(CSV) || name.endsWith(".xlsx");
  }

  /**
   * Reads a table file.
   *
   * @throws IOException if the bytes are not such a file; what is wrong with single cells is in
   *     {@link Sheet#problems()}
   */
  public static List<Sheet> read(String file, byte[] content) throws IOException {
    return file.toLowerCase(Locale.ROOT).endsWith(CSV)
        ? List.of(CsvSheet.read(file, content))
        : WorkbookSheets.read(file, content);
  }
}
