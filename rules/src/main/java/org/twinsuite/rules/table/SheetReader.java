package org.twinsuite.rules.table;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;

/** Reads the sheets of a CSV file or an XLSX workbook. */
public final class SheetReader {

  private SheetReader() {}

  /** Whether a file of this name is a table. */
  public static boolean reads(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return name.endsWith(".csv") || name.endsWith(".xlsx");
  }

  /**
   * @throws IOException if the bytes are not such a file
   */
  public static List<Sheet> read(String file, byte[] content) throws IOException {
    return file.toLowerCase(Locale.ROOT).endsWith(".csv")
        ? List.of(csv(file, content))
        : workbook(file, content);
  }

  private static Sheet csv(String file, byte[] content) throws IOException {
    String name = file.substring(file.lastIndexOf('/') + 1, file.length() - ".csv".length());
    List<Sheet.Line> lines = new ArrayList<>();
    try (MappingIterator<String[]> rows =
        new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.TRIM_SPACES)
            .readValues(content)) {
      for (int number = 1; rows.hasNextValue(); number++) {
        lines.add(new Sheet.Line(number, List.of(rows.nextValue())));
      }
    }
    return sheet(file, "", name, lines);
  }

  private static List<Sheet> workbook(String file, byte[] content) throws IOException {
    List<Sheet> sheets = new ArrayList<>();
    try (Workbook workbook = WorkbookFactory.create(new ByteArrayInputStream(content))) {
      DataFormatter text = new DataFormatter(Locale.ROOT);
      for (org.apache.poi.ss.usermodel.Sheet page : workbook) {
        List<Sheet.Line> lines = new ArrayList<>();
        for (Row row : page) {
          lines.add(new Sheet.Line(row.getRowNum() + 1, cells(row, text)));
        }
        sheets.add(sheet(file, page.getSheetName(), page.getSheetName(), lines));
      }
    } catch (RuntimeException e) {
      throw new IOException("not an XLSX workbook: " + e.getMessage(), e);
    }
    return sheets;
  }

  private static List<String> cells(Row row, DataFormatter text) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getLastCellNum(); i++) {
      Cell cell = row.getCell(i);
      cells.add(cell == null ? "" : text.formatCellValue(cell).trim());
    }
    return cells;
  }

  private static Sheet sheet(String file, String sheet, String name, List<Sheet.Line> all) {
    List<Sheet.Line> lines = new ArrayList<>(all);
    lines.removeIf(l -> l.cells().stream().allMatch(String::isBlank));
    lines.removeIf(l -> l.cells().get(0).startsWith("#"));
    List<String> header = lines.isEmpty() ? List.of() : lines.remove(0).cells();
    return new Sheet(file, sheet, name, header, List.copyOf(lines));
  }
}
