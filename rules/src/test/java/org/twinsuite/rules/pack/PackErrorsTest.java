package org.twinsuite.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.rules.pack.row.Tables;
import org.twinsuite.rules.table.SheetReader;
import org.twinsuite.rules.table.TableError;

class PackErrorsTest {

  @TempDir Path folder;
  private StandardPackCopy pack;

  @BeforeEach
  void copy() throws IOException {
    pack = StandardPackCopy.in(folder);
  }

  @Test
  void aWrongNumberIsToldWithItsCell() {
    pack.change("levels.csv", "82,93", "82x,93");
    assertThat(errors())
        .containsExactly(
            "levels.csv, G4: alarm '82x' is not a number; use digits and a decimal point");
  }

  @Test
  void limitsInTheWrongOrderAreToldTogether() {
    pack.change("levels.csv", "82,93,78,8,10", "82,80,83,12,10");
    assertThat(errors())
        .containsExactly(
            "levels.csv, H4: urgent must lie beyond alarm",
            "levels.csv, I4: clear must lie on the good side of alarm",
            "levels.csv, J4: hits must be a whole number from 1 to 10");
  }

  @Test
  void costsThatCannotBeAreToldWithTheirCells() {
    pack.change("costs.csv", "*,*,*,5,1,0.1,0.001,4", "*,*,*,-5,x,0.1,0.001,0");
    pack.change("costs.csv", "*,*,A", "*,*,*");
    assertThat(errors())
        .containsExactly(
            "costs.csv, H3: jobHours must be more than 0",
            "costs.csv, D3: failure must not be negative",
            "costs.csv, E3: planned 'x' is not a number; use digits and a decimal point",
            "costs.csv row 4: contradicts costs.csv row 3: both are costs of class, failure mode"
                + " and criticality * * *; delete one");
  }

  @Test
  void anUnknownFailureCodeIsTold() {
    pack.change("orders.csv", "engine-wear,PDE", "engine-wear,XXX");
    assertThat(errors())
        .singleElement()
        .asString()
        .startsWith("orders.csv, C3: failureCode 'XXX' is not one of AIR");
  }

  @Test
  void aMissingColumnIsTold() {
    pack.change("silence.csv", "periods", "period");
    assertThat(errors())
        .containsExactly(
            "silence.csv, header: missing columns [periods], unknown columns [period]");
  }

  @Test
  void aRowWithoutARuleIsTold() {
    pack.change("levels.csv", "R-LVL-01", "R-LVL-99");
    assertThat(errors()).singleElement().asString().contains("no rule has @ruleId(R-LVL-99)");
  }

  @Test
  void brokenRulesAreToldWithFileAndLine() {
    pack.change("pumps.drl", "$flow : LevelDetector(", "$flow : NoSuchDetector(");
    assertThat(errors())
        .anyMatch(e -> e.startsWith("pumps.drl, line ") && e.contains("NoSuchDetector"));
  }

  @Test
  void aLoopInAConsequenceIsRefusedBeforeItRuns() {
    pack.change(
        "data.drl",
        "findings.raise($w);",
        "while (true) { findings.raise($w); } // \"for (ever)\"");
    assertThat(errors())
        .first()
        .asString()
        .startsWith("data.drl, line ")
        .contains("has a loop (while)");
  }

  @Test
  void anUnknownLevelIsTold() {
    pack.change(
        "rules.csv", "instrumentation,shadow,50,limits", "instrumentation,always,50,limits");
    assertThat(errors())
        .containsExactly(
            "rules.csv, E12: level 'always' is not one of approve, auto, recommend, shadow");
  }

  @Test
  void aRuleThatNobodyJudgesOrTwoDoIsTold() {
    // GIVEN a rule that says DRL decides, where there is none, and one that DRL decides on as well
    pack.change("rules.csv", "shadow,10,limits\nR-VIB", "shadow,10,joins\nR-VIB");
    pack.change("rules.csv", "data-science,shadow,20,joins", "data-science,shadow,20,limits");
    assertThat(errors())
        .contains(
            "rules.csv row 5: judged is joins, but no rule in DRL has @ruleId(R-ANO-01)",
            "rule Forecasts again: limits decide on R-STL-01 by themselves; let rules.csv row 13 say"
                + " joins, or delete this rule");
  }

  @Test
  void metadataInTwoPlacesIsTold() {
    pack.change("data.drl", "@ruleId(\"R-STL-01\")", "@ruleId(\"R-STL-01\") @budget(\"7\")");
    assertThat(errors())
        .contains("rule Forecasts again: delete @budget: it is in rules.csv row 13");
  }

  @Test
  void aRuleOfATableNeedsNoDrl() throws IOException {
    // GIVEN tables only, with a rule of their own
    deleteRules();
    pack.change("rules.csv", "R-ANO-01,", "P-LVL-01,Oil level,1,oil,recommend,5,limits\nR-ANO-01,");
    pack.change(
        "levels.csv", "R-LVL-01,org", "P-LVL-01,*,oil,no-oil,%,below,20,10,30,3,5\nR-LVL-01,org");
    // THEN
    assertThat(pack.load().rules().get("P-LVL-01"))
        .isEqualTo(new RuleInfo("P-LVL-01", "Oil level", "1", "oil", Autonomy.RECOMMEND, 5));
  }

  @Test
  void aWorkbookIsReadAndItsErrorsNameSheetAndCell() throws IOException {
    // GIVEN the levels in a workbook
    Files.delete(folder.resolve("levels.csv"));
    workbook("2.8");
    assertThat(pack.load().tables().limitsFor("org.twinsuite:motor-pump:1.0.0"))
        .anyMatch(l -> l.origin().equals("limits.xlsx sheet levels row 2") && l.alarm() == 2.8);

    // WHEN a cell is wrong
    workbook("high");

    // THEN it is named
    assertThat(errors())
        .containsExactly(
            "limits.xlsx, sheet levels, G2: alarm 'high' is not a number; use digits and a decimal"
                + " point");
  }

  @Test
  void everyTableLoadsEquallyFromAWorkbook() throws IOException {
    // GIVEN all tables of the pack as sheets of one workbook, numbers as numbers
    Tables fromCsv = pack.load().tables();
    List<Path> tables;
    try (var files = Files.list(folder)) {
      tables = files.filter(f -> f.toString().endsWith(".csv")).sorted().toList();
    }
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(folder.resolve("tables.xlsx"))) {
      for (Path table : tables) {
        copy(table, workbook);
        Files.delete(table);
      }
      workbook.write(out);
    }
    // WHEN
    Tables fromWorkbook = pack.load().tables();
    // THEN every row says the same, and where it stands
    assertThat(tables).hasSize(12);
    assertThat(withoutOrigin(fromWorkbook)).isEqualTo(withoutOrigin(fromCsv));
    assertThat(fromWorkbook.costs().get(0).origin()).isEqualTo("tables.xlsx sheet costs row 3");
  }

  /** Every table with a wrong cell names the sheet and the cell. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "costs | failure | -1 | must not be negative",
        "derived | kind | x | is not one of",
        "forecasts | alarm | x | is not a number",
        "levels | hits | 0 | must be a whole number",
        "orders | failureCode | x | is not one of",
        "quality | of | 0 | must be a whole number",
        "responses | stage | x | is not one of",
        "silence | periods | x | is not a number",
        "stale | minimumHours | -1 | must not be negative",
        "vibration | group | x | is not in table zones",
        "zones | bc | 0.1 | must be more than ab",
      })
  void aWrongCellOfAWorkbookIsNamedWithItsSheet(
      String table, String column, String value, String problem) throws IOException {
    Path csv = folder.resolve(table + ".csv");
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(folder.resolve("tables.xlsx"))) {
      Sheet sheet = copy(csv, workbook);
      Row header = sheet.getRow(sheet.getRow(0).getCell(0).toString().startsWith("#") ? 1 : 0);
      int wrong = -1;
      for (var cell : header) {
        wrong = cell.toString().equals(column) ? cell.getColumnIndex() : wrong;
      }
      sheet.getRow(header.getRowNum() + 1).createCell(wrong).setCellValue(value);
      workbook.write(out);
      String cell = "" + (char) ('A' + wrong) + (header.getRowNum() + 2);
      out.flush();
      Files.delete(csv);
      assertThat(errors())
          .anyMatch(
              e ->
                  e.startsWith("tables.xlsx, sheet " + table + ", " + cell + ": " + column)
                      && e.contains(problem));
    }
  }

  /** Numbers become numeric cells, as a spreadsheet stores them. */
  private static Sheet copy(Path table, XSSFWorkbook workbook) throws IOException {
    String name = table.getFileName().toString().replace(".csv", "");
    Sheet sheet = workbook.createSheet(name);
    org.twinsuite.rules.table.Sheet csv =
        SheetReader.read(name + ".csv", Files.readAllBytes(table)).get(0);
    int number = 1;
    row(sheet, number++, List.of("# made from " + name));
    row(sheet, number++, csv.header());
    for (org.twinsuite.rules.table.Sheet.Line line : csv.lines()) {
      row(sheet, number++, line.cells());
    }
    return sheet;
  }

  private static void row(Sheet sheet, int number, List<String> cells) {
    Row row = sheet.createRow(number - 1);
    for (int i = 0; i < cells.size(); i++) {
      String text = cells.get(i);
      if (text.matches("-?\\d+(\\.\\d*[1-9])?")) {
        row.createCell(i).setCellValue(Double.parseDouble(text));
      } else {
        row.createCell(i).setCellValue(text);
      }
    }
  }

  private static String withoutOrigin(Tables tables) {
    return tables.toString().replaceAll("(tables\\.xlsx sheet )?\\w+(\\.csv)? row \\d+", "origin");
  }

  @Test
  void whatIsNoWorkbookIsRefused() throws IOException {
    Files.writeString(folder.resolve("limits.xlsx"), "not a workbook");
    assertThat(errors()).singleElement().asString().startsWith("limits.xlsx: cannot be read");
  }

  @Test
  void tablesWithoutRulesAreJudgedByTheStandardRules() throws IOException {
    // GIVEN the tables of the standard pack, one of them changed, and no rules
    RulePack whole = pack.load();
    pack.change("levels.csv", "82,93,78", "83,93,78");
    deleteRules();
    // WHEN
    RulePack tablesOnly = pack.load();
    // THEN the standard rules judge by them
    assertThat(tablesOnly.rules()).isEqualTo(whole.rules());
    assertThat(tablesOnly.hash()).isNotEqualTo(whole.hash());
  }

  @Test
  void anEmptyFolderIsRefused() throws IOException {
    deleteRules();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertThatThrownBy(pack::load)
        .isInstanceOf(RulePackException.class)
        .hasMessageContaining("has neither rules (.drl) nor tables");
  }

  private void deleteRules() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".drl")).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void twoRowsForTheSameCaseContradictEachOther() {
    pack.change(
        "responses.csv",
        "R-RSP-01,org.twinsuite:motor-pump,cavitation",
        "R-RSP-01,org.twinsuite:motor-pump,bearing-wear,alarm,scada,speed-setpoint,120%,1/min,600,3600\n"
            + "R-RSP-01,org.twinsuite:motor-pump,cavitation");
    pack.change("orders.csv", "*,imbalance,VIB,2", "org.twinsuite:motor-pump,imbalance,VIB,4");
    assertThat(errors())
        .containsExactly(
            "orders.csv row 11: contradicts orders.csv row 10: both are terms of class and failure"
                + " mode org.twinsuite:motor-pump imbalance; delete one",
            "responses.csv row 3: contradicts responses.csv row 2: both are responses of class,"
                + " failure mode and target (an episode writes a target once)"
                + " org.twinsuite:motor-pump bearing-wear SCADA speed-setpoint; delete one");
  }

  @Test
  void twoLimitsForTheSameSignalContradictEachOther() {
    pack.change(
        "vibration.csv",
        "R-VIB-01,org.twinsuite:motor-pump,vibration,bearing-wear,20816-3/2/rigid,8,10",
        "R-VIB-01,org.twinsuite:motor-pump,vibration,bearing-wear,20816-3/2/rigid,8,10\n"
            + "R-VIB-01,org.twinsuite:motor-pump,vibration,bearing-wear,20816-3/1/rigid,8,10");
    assertThat(errors()).singleElement().asString().contains("contradicts vibration.csv row 2");
  }

  @Test
  void rulesOfOneIdWithOtherMetadataContradictEachOther() {
    String rule =
        """
        rule "%1$s" @ruleId("X-1") @version("%1$s") @owner("me")
        when $w : LevelDetector(raised) then findings.clear($w); end
        """;
    pack.change(
        "data.drl",
        "// Sensor drift",
        rule.formatted("1") + rule.formatted("2") + "// Sensor drift");
    assertThat(errors()).singleElement().asString().contains("contradicts rule").contains("X-1");
  }

  @Test
  void anUnknownZoneIsToldWithItsCell() {
    pack.change("vibration.csv", "20816-3/2/rigid", "20816-3/9/rigid");
    assertThat(errors())
        .singleElement()
        .asString()
        .startsWith("vibration.csv, E2: group '20816-3/9/rigid' is not in table zones; use [");
  }

  @Test
  void aRatioWithoutItsSecondSignalIsTold() {
    pack.change("derived.csv", "ratio,current,flow", "ratio,current,");
    assertThat(errors())
        .containsExactly(
            "derived.csv, E9: by names the second signal of ratio and together, and is empty for"
                + " the other kinds");
  }

  private List<String> errors() {
    RulePackException e = catchThrowableOfType(RulePackException.class, pack::load);
    return e.errors().stream().map(TableError::toString).toList();
  }

  private void workbook(String alarm) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(folder.resolve("limits.xlsx"))) {
      Sheet sheet = workbook.createSheet("levels");
      fill(
          sheet.createRow(0),
          "rule,class,feature,failureMode,unit,direction,alarm,urgent,clear,hits,of");
      fill(
          sheet.createRow(1),
          "R-LVL-01,org.twinsuite:motor-pump,vibration,bearing-wear,mm/s,above,"
              + alarm
              + ",4.5,2.5,8,10");
      workbook.write(out);
    }
  }

  private static void fill(Row row, String values) {
    String[] cells = values.split(",");
    for (int i = 0; i < cells.length; i++) {
      row.createCell(i).setCellValue(cells[i]);
    }
  }
}
