package org.twinsuite.rules.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells of a workbook are read as they are stored, whatever their format shows. */
class WorkbookSheetsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4.5 | 0 | 4.5",
        "4.46 | 0.0 | 4.46",
        "2.85 | 0.0 | 2.85",
        "0.003 | 0.00 | 0.003",
        "4.5 | 0.E+00 | 4.5",
        "1234567.89 | #,##0 | 1234567.89",
        "0.035 | 0% | 0.035",
        "12.5 | $#,##0.00 | 12.5",
        "0.3333333333333333 | # ?/? | 0.3333333333333333",
        "7 | 000 | 7",
        "-3 | 0;(0) | -3",
        "5 | ;;; | 5",
        "4.5 | @ | 4.5",
        "0.1 | General | 0.1",
        "82 | General | 82",
        "1e21 | General | 1.0E21",
        "0.00000001 | 0.00 | 1.0E-8",
        "4.5 | \"about\" 0 \"units\" | 4.5",
      })
  void aNumberIsReadWhateverItsFormat(double stored, String format, String read)
      throws IOException {
    // GIVEN
    Sheet sheet = sheet(cell -> cell.setCellValue(stored), format);
    // THEN
    assertThat(sheet.problems()).isEmpty();
    assertThat(sheet.lines().get(0).cells()).containsExactly(read);
    assertThat(Double.parseDouble(read)).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({"yyyy-mm-dd", "d. mmm", "h:mm", "[h]:mm:ss", "m/d/yy"})
  void aNumberThatBecameADateIsRefused(String format) throws IOException {
    assertThat(sheet(cell -> cell.setCellValue(45416), format).problems())
        .singleElement()
        .asString()
        .startsWith("limits.xlsx, sheet levels, A2: is formatted as a date or time");
  }

  @Test
  void truthValuesAndErrorsAreRefused() throws IOException {
    assertThat(sheet(cell -> cell.setCellValue(true), "General").problems())
        .singleElement()
        .asString()
        .contains("A2: is a truth value");
    assertThat(
            sheet(cell -> cell.setCellErrorValue(FormulaError.DIV0.getCode()), "General")
                .problems())
        .singleElement()
        .asString()
        .contains("A2: is an error (#DIV/0!)");
  }

  @Test
  void aFormulaIsReadByItsStoredResult() throws IOException {
    Sheet sheet =
        sheet(
            cell -> {
              cell.setCellFormula("0.9*5");
              cell.getSheet()
                  .getWorkbook()
                  .getCreationHelper()
                  .createFormulaEvaluator()
                  .evaluateFormulaCell(cell);
            },
            "0");
    assertThat(sheet.problems()).isEmpty();
    assertThat(sheet.lines().get(0).cells()).containsExactly("4.5");
  }

  @Test
  void aFormulaWithoutAStoredResultIsRefused() throws IOException {
    assertThat(sheet(cell -> cell.setCellFormula("0.9*5"), "0").problems())
        .singleElement()
        .asString()
        .contains("A2: is a formula without a stored result");
  }

  @Test
  void aFormulaWhoseResultIsToBeComputedAgainIsRefused() throws IOException {
    Sheet sheet =
        sheet(
            cell -> {
              cell.setCellFormula("0.9*5");
              var workbook = cell.getSheet().getWorkbook();
              workbook.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(cell);
              workbook.setForceFormulaRecalculation(true);
            },
            "0");
    assertThat(sheet.problems()).hasSize(1);
  }

  @Test
  void anErrorThatAFormulaGaveIsRefused() throws IOException {
    Sheet sheet =
        sheet(
            cell -> {
              cell.setCellFormula("1/0");
              cell.getSheet()
                  .getWorkbook()
                  .getCreationHelper()
                  .createFormulaEvaluator()
                  .evaluateFormulaCell(cell);
            },
            "0");
    assertThat(sheet.problems()).singleElement().asString().contains("#DIV/0!");
  }

  @Test
  void whatNobodySeesIsRefused() throws IOException {
    // GIVEN a hidden row, a hidden column, merged cells and a hidden sheet
    assertThat(workbook(page -> page.getRow(1).setZeroHeight(true)).problems())
        .singleElement()
        .asString()
        .contains("row 2: is hidden");
    assertThat(workbook(page -> page.setColumnHidden(0, true)).problems())
        .singleElement()
        .asString()
        .contains("column A: is hidden");
    assertThat(workbook(page -> page.addMergedRegion(CellRangeAddress.valueOf("A2:B3"))).problems())
        .singleElement()
        .asString()
        .contains("A2:B3: cells are merged");
    assertThat(
            workbook(
                    page -> {
                      page.getWorkbook().createSheet("other");
                      page.getWorkbook().setActiveSheet(1);
                      page.getWorkbook().setSheetHidden(0, true);
                    })
                .problems())
        .singleElement()
        .asString()
        .contains("the sheet is hidden");
  }

  @Test
  void commentsMayBeFormattedAsTheyLike() throws IOException {
    Sheet sheet =
        workbook(
            page -> {
              Row comment = page.createRow(5);
              comment.createCell(0).setCellValue("# made on");
              Cell date = comment.createCell(1);
              date.setCellValue(45416);
              CellStyle style = page.getWorkbook().createCellStyle();
              style.setDataFormat(page.getWorkbook().createDataFormat().getFormat("yyyy-mm-dd"));
              date.setCellStyle(style);
              page.addMergedRegion(CellRangeAddress.valueOf("A6:C6").copy());
            });
    assertThat(sheet.problems()).isEmpty();
    assertThat(sheet.lines()).hasSize(1);
  }

  @Test
  void textsAreReadAsTheyAreAndEmptyRowsLeftOut() throws IOException {
    Sheet sheet =
        workbook(
            page -> {
              page.createRow(3).createCell(0).setCellValue("  4711 ");
              page.createRow(9).createCell(0).setBlank();
            });
    assertThat(sheet.lines()).extracting(Sheet.Line::number).containsExactly(2, 4);
    assertThat(sheet.lines().get(1).cells()).containsExactly("4711");
  }

  @Test
  void aPercentFormatIsKnownToTheReaderOfTheColumn() throws IOException {
    // GIVEN 80 % as a spreadsheet stores it, in a column where percent has a meaning of its own
    Sheet sheet = sheet(cell -> cell.setCellValue(0.8), "0%");
    List<TableError> errors = new ArrayList<>();
    // WHEN
    new RowReader(sheet, sheet.lines().get(0), errors).percentOrNumber("alarm");
    // THEN it is not taken for 0.8 of the unit
    assertThat(errors)
        .singleElement()
        .asString()
        .contains("A2: alarm is a number shown as percent");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    ByteArrayOutputStream old = new ByteArrayOutputStream();
    try (HSSFWorkbook workbook = new HSSFWorkbook()) {
      workbook.createSheet("levels");
      workbook.write(old);
    }
    for (byte[] content : List.of(old.toByteArray(), new byte[0], new byte[] {'P', 'K', 3, 4, 0})) {
      assertThatThrownBy(() -> SheetReader.read("limits.xlsx", content))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("not an XLSX workbook");
    }
  }

  @Test
  void aWorkbookThatUnpacksToVeryMuchIsRefused() throws IOException {
    // GIVEN a workbook of which one part has 33 MiB, not all of them alike
    byte[] sound;
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      workbook.createSheet("levels");
      workbook.write(out);
      sound = out.toByteArray();
    }
    byte[] digits = new byte[1 << 20];
    Random random = new Random(1);
    for (int i = 0; i < digits.length; i++) {
      digits[i] = (byte) ('0' + random.nextInt(10));
    }
    ByteArrayOutputStream huge = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(sound));
        ZipOutputStream out = new ZipOutputStream(huge)) {
      out.setLevel(Deflater.BEST_SPEED);
      for (ZipEntry part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(part.getName()));
        in.transferTo(out);
        if (part.getName().endsWith("sheet1.xml")) {
          out.write("<!--".getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < 33; i++) {
            out.write(digits);
          }
          out.write("-->".getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    // THEN
    assertThatThrownBy(() -> SheetReader.read("limits.xlsx", huge.toByteArray()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("not an XLSX workbook");
  }

  private static Sheet sheet(Consumer<Cell> fill, String format) throws IOException {
    return workbook(
        page -> {
          Cell cell = page.createRow(1).createCell(0);
          CellStyle style = page.getWorkbook().createCellStyle();
          style.setDataFormat(page.getWorkbook().createDataFormat().getFormat(format));
          cell.setCellStyle(style);
          fill.accept(cell);
        });
  }

  private static Sheet workbook(Consumer<XSSFSheet> change) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      XSSFSheet page = workbook.createSheet("levels");
      page.createRow(0).createCell(0).setCellValue("alarm");
      page.createRow(1).createCell(0).setCellValue(1);
      change.accept(page);
      workbook.write(out);
      return SheetReader.read("limits.xlsx", out.toByteArray()).get(0);
    }
  }
}
