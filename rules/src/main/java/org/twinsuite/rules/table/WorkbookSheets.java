package org.twinsuite.rules.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Reads the sheets of an XLSX workbook: what is stored in a cell, never what its format shows.
 * Cells that people cannot see, or whose value is not what was typed, are refused.
 */
final class WorkbookSheets {

  private static final long MAX_ENTRY_BYTES = 32L << 20;
  private static final int MAX_ENTRIES = 1000;

  static {
    // a workbook of some kilobytes may unpack to gigabytes
    ZipSecureFile.setMaxEntrySize(MAX_ENTRY_BYTES);
    ZipSecureFile.setMaxFileCount(MAX_ENTRIES);
  }

  private WorkbookSheets() {}

  static List<Sheet> read(String file, byte[] content) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(content))) {
      if (workbook.getCTWorkbook().getSheets().sizeOfSheetArray() != workbook.getNumberOfSheets()) {
        // the library leaves out sheets that are damaged
        throw new IllegalStateException("a sheet is damaged");
      }
      List<Sheet> sheets = new ArrayList<>();
      boolean stale = workbook.getForceFormulaRecalculation();
      for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
        boolean hidden = workbook.isSheetHidden(i) || workbook.isSheetVeryHidden(i);
        sheets.add(sheet(file, workbook.getSheetAt(i), hidden, stale));
      }
      return sheets;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // the library tells of broken files by many unchecked exceptions
      throw new IOException("not an XLSX workbook: " + TableText.shown("" + e.getMessage()), e);
    }
  }

  private static Sheet sheet(String file, XSSFSheet page, boolean hidden, boolean stale) {
    String name = page.getSheetName();
    SheetBuilder sheet = new SheetBuilder(file, name, name);
    if (hidden) {
      sheet.problem("", "the sheet is hidden; show or delete it");
    }
    Set<Integer> columns = new HashSet<>();
    Set<Integer> rows = new HashSet<>();
    for (Row row : page) {
      if (!row(page, row, sheet, columns, stale)) {
        break;
      }
      rows.add(row.getRowNum());
    }
    columns.stream()
        .sorted()
        .filter(page::isColumnHidden)
        .forEach(
            c -> sheet.problem("column " + RowReader.letters(c), "is hidden; show or delete it"));
    for (CellRangeAddress merged : page.getMergedRegions()) {
      if (rows.stream().anyMatch(merged::containsRow) && !isComment(page, merged)) {
        sheet.problem(
            merged.formatAsString(),
            "cells are merged, only the first has the value; unmerge them");
      }
    }
    return sheet.build();
  }

  private static boolean isComment(XSSFSheet page, CellRangeAddress merged) {
    Row row = page.getRow(merged.getFirstRow());
    return row != null
        && merged.getFirstRow() == merged.getLastRow()
        && row.getCell(0) instanceof XSSFCell first
        && WorkbookCell.read(first, true).text().startsWith("#");
  }

  private static boolean row(
      XSSFSheet page, Row row, SheetBuilder sheet, Set<Integer> columns, boolean stale) {
    List<WorkbookCell> read = new ArrayList<>();
    int last = Math.min(row.getLastCellNum(), SheetBuilder.MAX_COLUMNS + 1);
    for (int i = 0; i < last; i++) {
      read.add(
          row.getCell(i) instanceof XSSFCell cell
              ? WorkbookCell.read(cell, stale)
              : WorkbookCell.EMPTY);
    }
    List<String> texts = read.stream().map(WorkbookCell::text).toList();
    Set<Integer> percent = new HashSet<>();
    Sheet.Line line = new Sheet.Line(row.getRowNum() + 1, texts);
    boolean nothing = line.isBlank() && read.stream().allMatch(cell -> cell.problem().isEmpty());
    if (nothing || line.isComment()) {
      return true;
    }
    for (int i = 0; i < read.size(); i++) {
      WorkbookCell cell = read.get(i);
      if (!cell.problem().isEmpty()) {
        sheet.problem(RowReader.cell(i, line.number()), cell.problem());
      }
      if (cell.percent()) {
        percent.add(i);
      }
      if (!cell.text().isBlank()) {
        columns.add(i);
      }
    }
    if (row.getZeroHeight()) {
      sheet.problem("row " + line.number(), "is hidden; show or delete it");
    }
    return sheet.add(new Sheet.Line(line.number(), texts, percent));
  }
}
