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
    pack.change("levels.drl", "$w : LevelWatch(", "$w : NoSuchWatch(");
    assertThat(errors())
        .anyMatch(e -> e.startsWith("levels.drl, line ") && e.contains("NoSuchWatch"));
  }

  @Test
  void anUnknownRungIsTold() {
    pack.change("life.drl", "@autonomy(\"auto\")", "@autonomy(\"always\")");
    assertThat(errors()).anyMatch(e -> e.contains("use shadow, recommend, approve or auto"));
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
  void whatIsNoWorkbookIsRefused() throws IOException {
    Files.writeString(folder.resolve("limits.xlsx"), "not a workbook");
    assertThat(errors()).singleElement().asString().startsWith("limits.xlsx: cannot be read");
  }

  @Test
  void aFolderWithoutRulesIsRefused() throws IOException {
    for (String drl :
        List.of("data", "energy", "levels", "life", "pumps", "responses", "rotating")) {
      Files.delete(folder.resolve(drl + ".drl"));
    }
    assertThatThrownBy(pack::load)
        .isInstanceOf(RulePackException.class)
        .hasMessageContaining("has no .drl file");
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
    pack.change(
        "energy.drl",
        "rule \"Takes the usual energy again\"\n  @ruleId(\"R-ENG-01\") @version(\"1.0\")",
        "rule \"Takes the usual energy again\"\n  @ruleId(\"R-ENG-01\") @version(\"2.0\")");
    assertThat(errors())
        .singleElement()
        .asString()
        .contains("contradicts rule")
        .contains("R-ENG-01");
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
            "derived.csv, E8: by names the second signal of a ratio, and is empty for the other"
                + " kinds");
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
