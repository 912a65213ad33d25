package org.twinsuite.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.rules.pack.row.Limit;
import org.twinsuite.rules.table.TableError;

/** What a CSV table must not say, each told with its cell and the fix. */
class TableCellsTest {

  private static final String LEVELS =
      "rule,class,feature,failureMode,unit,direction,alarm,urgent,clear,hits,of\n";
  private static final String ORDERS =
      "class,failureMode,failureCode,priority,urgentPriority,workFromHours,workToHours,"
          + "coolDownHours,settleHours,snoozeHours,outcomeHours,part,quantity,leadHours,scope,"
          + "response,joins,title\n";
  private static final String ANY =
      "*,*,VIB,2,1,4,72,24,12,168,48,,,,thing,order,,Inspect {thing}\n";

  @TempDir Path folder;

  @BeforeEach
  void orders() throws IOException {
    write("orders.csv", ORDERS + ANY);
  }

  static Stream<Arguments> wrongLevels() {
    return Stream.of(
        // numbers in the notation of Java, of other countries, of a typist
        level(
            "4.5f", "G2: alarm '4.5f' is not a number; use digits and a decimal point; write 4.5"),
        level("1_000", "G2: alarm '1_000' is not a number", "write 1000"),
        level("0x1p3", "G2: alarm '0x1p3' is not a number"),
        level("1e3d", "G2: alarm '1e3d' is not a number"),
        level("NaN", "G2: alarm 'NaN' is not a number"),
        level("Infinity", "G2: alarm 'Infinity' is not a number"),
        level("1e999", "G2: alarm '1e999' is not a number"),
        level("\"4,5\"", "G2: alarm '4,5' is not a number", "write 4.5 if the comma is"),
        level("\u22124.5", "G2: alarm '\u22124.5' is not a number", "write -4.5"),
        level("\uFF14.5", "G2: alarm '\uFF14.5' is not a number"),
        level("4.5\u00A0", "G2: alarm '4.5\u00A0' is not a number"),
        level(".5", "G2: alarm '.5' is not a number"),
        level("", "G2: alarm is empty"),
        // names
        row(
            "vibration\u00A0",
            "C2: feature has a space that is not the usual one (U+00A0) as character 10"),
        row("\u201Cflow\u201D", "C2: feature has a typographic quote (U+201C) as character 1"),
        row("vibr\u0430tion", "C2: feature has a letter of another alphabet", "U+0430"),
        row("vibration-1\u0445", "C2: feature has a letter of another alphabet", "U+0445"),
        row("vi\u200Bbration", "C2: feature has an invisible character (U+200B)"),
        row("\uFEFFflow", "C2: feature has an invisible character (U+FEFF)"),
        row("flow\u2013rate", "C2: feature has a dash that is not the hyphen-minus (U+2013)"),
        row("\uFF46low", "C2: feature has a full-width character"),
        row("Gera\u0308t", "C2: feature has letters with separate accents"),
        row("vi*bration", "C2: feature 'vi*bration' may have * only at the end"),
        row("", "C2: feature is empty"),
        // units
        unit("°C", "E2: unit '°C' is not a valid UCUM code; write 'Cel'"),
        unit("\u2103", "E2: unit '\u2103' is not a valid UCUM code; write 'Cel'"),
        unit("m\u00B3/h", "E2: unit 'm\u00B3/h' is not a valid UCUM code; write 'm3/h'"),
        unit("rpm", "E2: unit 'rpm' is not a valid UCUM code; write '/min'"),
        unit("furlongs", "E2: unit 'furlongs' is not a valid UCUM code"),
        unit("mm /s", "E2: unit 'mm /s' is not a valid UCUM code"),
        unit("{", "E2: unit '{' is not a valid UCUM code"),
        unit("km9999", "E2: unit 'km9999' is not a valid UCUM code"),
        unit("m2147483647", "E2: unit 'm2147483647' is not a valid UCUM code"),
        unit("m".repeat(5000), "E2: unit 'mmm"),
        // limits
        Arguments.of("T,*,v,wear,,above,5,4,3,8,10", new String[] {"H2: urgent must lie beyond"}),
        Arguments.of(
            "T,*,v,wear,,above,5,6,7,8,10", new String[] {"I2: clear must lie on the good"}),
        Arguments.of(
            "T,*,v,wear,,above,5,6,4,11,10", new String[] {"J2: hits must be a whole number"}),
        Arguments.of(
            "T,*,v,wear,,above,5,6,4,0,10", new String[] {"J2: hits must be a whole number"}),
        Arguments.of("T,*,v,wear,,above,5,6,4,8.5,10", new String[] {"J2: hits must be a whole"}),
        Arguments.of(
            "T,*,v,wear,,up,5,6,4,8,10", new String[] {"F2: direction 'up' is not one of"}),
        Arguments.of("T,*,v,*,,above,5,6,4,8,10", new String[] {"D2: failureMode must name one"}),
        Arguments.of(
            "T 1,*,v,wear,,above,5,6,4,8,10", new String[] {"A2: rule 'T 1' must not have blanks"}),
        // cells and quotes
        Arguments.of(
            "T,*,v,wear,,above,5,6,4,8,10,11",
            new String[] {"L2: '11' belongs to no column (the header has 11)"}),
        Arguments.of(
            "T,*,v,wear,,above,5,6,4,8,\"10",
            new String[] {"row 2: has a quote that is not closed"}));
  }

  private static Arguments level(String alarm, String... problems) {
    return Arguments.of("T,*,v,wear,,above," + alarm + ",,4,8,10", problems);
  }

  private static Arguments row(String feature, String... problems) {
    return Arguments.of("T,*," + feature + ",wear,,above,5,,4,8,10", problems);
  }

  private static Arguments unit(String unit, String... problems) {
    return Arguments.of("T,*,v,wear," + unit + ",above,5,,4,8,10", problems);
  }

  @ParameterizedTest
  @MethodSource("wrongLevels")
  void aWrongCellIsToldWithTheFix(String row, String[] problems) throws IOException {
    // GIVEN a row with one fault beside a sound one
    write("levels.csv", LEVELS + row + "\nR-LVL-01,*,v,wear,mm/s,above,5,6,4,8,10\n");
    // THEN the first error names the cell and the fix
    assertThat(errors().get(0)).startsWith("levels.csv, ").contains(problems);
  }

  static Stream<Arguments> wrongOrders() {
    String open = "*,m,VIB,2,1,";
    String close = ",,,,thing,order,,Inspect {thing}";
    return Stream.of(
        Arguments.of(open + "72,4,24,12,168,48" + close, "G3: workToHours must be more than work"),
        Arguments.of(open + "4,4,24,12,168,48" + close, "G3: workToHours must be more than work"),
        Arguments.of(open + "-4,4,24,12,168,48" + close, "F3: workFromHours must not be negative"),
        Arguments.of(open + "4,1e9,24,12,168,48" + close, "G3: workToHours must be at most"),
        Arguments.of(
            "*,m,VIB,1,2,4,72,24,12,168,48" + close, "E3: urgentPriority must not be less urgent"),
        Arguments.of(
            "*,m,VIB,0,1,4,72,24,12,168,48" + close, "D3: priority must be a whole number"),
        Arguments.of(
            "*,m,vib,2,1,4,72,24,12,168,48" + close, "C3: failureCode 'vib' is not one of"),
        Arguments.of(
            open + "4,72,24,12,168,48,p,0,,thing,order,,Inspect",
            "M3: quantity must be more than 0"),
        Arguments.of(
            open + "4,72,24,12,168,48,,,,all,order,,Inspect", "O3: scope 'all' is not one of"),
        Arguments.of(
            open + "4,72,24,12,168,48,,,,thing,phone,,Inspect",
            "P3: response 'phone' is not one of"),
        Arguments.of(
            open + "4,72,24,12,168,48,,,,thing,order,m,Inspect",
            "Q3: joins names the failure mode"),
        Arguments.of(
            open + "4,72,24,12,168,48,,,,thing,order,wera,Inspect",
            "joins: nothing finds failure mode wera, so the row is never used; known are [*, "),
        Arguments.of(
            open + "4,72,24,12,168,48,,,,thing,order,,Check {asset}",
            "R3: title has '{asset}'; the only placeholder is {thing}"),
        Arguments.of(
            open + "4,72,24,12,168,48,,,,thing,order,,Check {thing", "R3: title has '{'; the only"),
        Arguments.of(
            open + "4,72,24,12,168,48,,,,thing,order,,Check, clean {thing}",
            "S3: 'clean {thing}' belongs to no column"),
        Arguments.of(open + "4,72,24,12,168,48,,,,thing,order,,", "R3: title is empty"),
        Arguments.of(
            open + "4,72,24,12,168,48,,,,thing,order,," + "x".repeat(101), "R3: title has 101"),
        Arguments.of(
            open + "4,72,24,12,168,48" + close + "\n" + open + "4,72,24,12,168,48" + close,
            "orders.csv row 4: contradicts orders.csv row 3"));
  }

  @ParameterizedTest
  @MethodSource("wrongOrders")
  void aWrongOrderIsToldWithTheFix(String row, String problem) throws IOException {
    write("orders.csv", ORDERS + ANY + row + "\n");
    assertThat(errors()).anyMatch(error -> error.contains(problem));
  }

  @Test
  void aColumnThatIsThereTwiceIsTold() throws IOException {
    write("levels.csv", LEVELS.replace("alarm,urgent", "alarm,alarm"));
    assertThat(errors())
        .contains(
            "levels.csv, H1: column 'alarm' is already in G1; delete one",
            "levels.csv, header: missing columns [urgent], unknown columns []");
  }

  @Test
  void aColumnWhoseNameLooksRightIsTold() throws IOException {
    write("levels.csv", LEVELS.replace("alarm", "\u0430larm"));
    assertThat(errors())
        .anyMatch(
            e -> e.startsWith("levels.csv, G1: column name has a letter of another alphabet"));
  }

  @Test
  void semicolonsAreTold() throws IOException {
    write("levels.csv", LEVELS.replace(',', ';'));
    assertThat(errors())
        .anyMatch(e -> e.contains("columns are separated by commas, not by semicolons"));
  }

  @Test
  void aByteOrderMarkAtTheBeginningIsNoPartOfTheHeader() throws IOException {
    write("levels.csv", "\uFEFF" + LEVELS + "R-LVL-01,*,v,wear,mm/s,above,5,6,4,8,10\r\n");
    assertThat(RulePack.load(folder).tables().limits()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "ISO-8859-1"})
  void anotherEncodingIsTold(String charset) throws IOException {
    String text = "# für\n" + LEVELS;
    Files.write(folder.resolve("levels.csv"), text.getBytes(charset));
    assertThat(errors())
        .contains("levels.csv: cannot be read: not UTF-8 text; save it as 'CSV UTF-8'");
  }

  @Test
  void soundTextsAreLeftAlone() throws IOException {
    // GIVEN names in one alphabet, numbers with exponents, a comment with a quote, empty last cells
    write(
        "levels.csv",
        "# the \"old limits, as they were\n\n"
            + LEVELS
            + "R-LVL-01,*,\u0440\u0435\u0441\u0443\u0440\u0441,wear,mm/s,above,+5.0,6e0,4,8,10,,\n"
            + "R-LVL-01,*,\u6E29\u5EA6,wear,Cel,above,1.5E+2,,100,8,10\n"
            + "R-LVL-01,*,Ger\u00E4t: 1/2,wear,[degF],above,200,,100,8,10\n");
    // THEN
    assertThat(RulePack.load(folder).tables().limits())
        .extracting(Limit::source, Limit::alarm, Limit::origin)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "\u0440\u0435\u0441\u0443\u0440\u0441", 5.0, "levels.csv row 4"),
            org.assertj.core.api.Assertions.tuple("\u6E29\u5EA6", 150.0, "levels.csv row 5"),
            org.assertj.core.api.Assertions.tuple("Ger\u00E4t: 1/2", 200.0, "levels.csv row 6"));
  }

  @Test
  void veryManyErrorsAreCutOff() throws IOException {
    write("levels.csv", LEVELS + "T,*,v,wear,,above,x,,4,8,10\n".repeat(5000));
    assertThat(errors()).hasSize(200);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text, StandardCharsets.UTF_8);
  }

  private List<String> errors() {
    RulePackException e =
        catchThrowableOfType(RulePackException.class, () -> RulePack.load(folder));
    return e.errors().stream().map(TableError::toString).toList();
  }
}
