package org.twinsuite.rules.table;

import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.usermodel.XSSFCell;

/**
 * What is stored in a cell of a workbook.
 *
 * @param text the text, or the number as digits; empty if it cannot be used
 * @param problem why it cannot be used; empty if it can
 * @param percent whether its number is shown as percent
 */
record WorkbookCell(String text, String problem, boolean percent) {

  static final WorkbookCell EMPTY = new WorkbookCell("", "", false);

  /**
   * @param stale whether the results of formulas are those of other inputs
   */
  static WorkbookCell read(XSSFCell cell, boolean stale) {
    CellType type = cell.getCellType();
    if (type != CellType.FORMULA) {
      return value(cell, type);
    }
    if (stale || !cell.getCTCell().isSetV()) {
      return problem(
          "is a formula without a stored result; save the workbook in a spreadsheet program, or"
              + " write the value");
    }
    return value(cell, cell.getCachedFormulaResultType());
  }

  private static WorkbookCell value(XSSFCell cell, CellType type) {
    return switch (type) {
      case STRING -> new WorkbookCell(strip(cell.getStringCellValue()), "", false);
      case NUMERIC -> number(cell);
      case BOOLEAN -> problem("is a truth value (TRUE or FALSE); write a text or a number");
      case ERROR -> problem("is an error (" + cell.getErrorCellString() + "); correct it");
      default -> EMPTY;
    };
  }

  private static WorkbookCell number(XSSFCell cell) {
    if (DateUtil.isCellDateFormatted(cell)) {
      return problem(
          "is formatted as a date or time; format it as a number and write the number again");
    }
    String format = cell.getCellStyle().getDataFormatString();
    return new WorkbookCell(
        TableNumber.text(cell.getNumericCellValue()), "", format != null && format.contains("%"));
  }

  private static String strip(String text) {
    return text == null ? "" : text.trim();
  }

  private static WorkbookCell problem(String message) {
    return new WorkbookCell("", message, false);
  }
}
