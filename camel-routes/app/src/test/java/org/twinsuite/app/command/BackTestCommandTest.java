package org.twinsuite.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.CommandLine;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.rules.pack.RulePack;

/** Back-tests from the command line, over files good and bad. */
class BackTestCommandTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String PUMP = "org.twinsuite:motor-pump:1.0.0";
  private static final int HOURS = 168;
  private static final int ONSET = 100;

  @TempDir Path folder;

  @Test
  void tellsOrdersPrecisionAndLeadOfACsvHistory() throws Exception {
    // GIVEN two pumps that shake from hour 100 on, of which one fails, and a quiet one
    Path history = file("history.csv", longRows());
    Path failures =
        file("failures.csv", List.of("thing,at,failureMode", "t:a," + at(160) + ",bearing-wear"));

    // WHEN
    Ran ran =
        run("--history", "csv:" + history, "--failures", failures.toString(), "--pack", "standard");

    // THEN
    assertThat(ran.exitCode).as(ran.err).isZero();
    assertThat(ran.out)
        .contains("orders 2,", "failures 1, foreseen 1, precision 0.50, recall 1.00")
        .contains("median lead 53.00 h", "R-VIB-01", "busiest day 2 of", "504 rows of 3 things");
    assertThat(ran.err).isEmpty();
  }

  @Test
  void leavesOutBadRowsAndNamesTheirLines() throws Exception {
    // GIVEN
    List<String> rows = longRows();
    rows.add(2, "t:a,vibration,2026-01-01T00:00:00Z,abc," + PUMP);
    rows.add(3, "");
    rows.add(4, "t:a,vibration");
    rows.add(5, "t:a,vibration,yesterday,1," + PUMP);
    rows.add(6, ",vibration,2026-01-01T00:00:00Z,1," + PUMP);
    rows.add(7, "t:a,\"vibration,2026-01-01T00:00:00Z,1," + PUMP);
    rows.add("t:a,vibration,2026-01-01T00:00:00Z,NaN," + PUMP);

    // WHEN
    Ran ran = run("--history", "csv:" + file("history.csv", rows));

    // THEN the rest is run through; a quotation mark that nobody closed costs nothing
    assertThat(ran.exitCode).as(ran.err).isZero();
    assertThat(ran.out)
        .contains("orders 2,", "505 rows of 3 things", "5 rows were left out")
        .contains("history.csv, line 3: vibration 'abc' is not a finite number")
        .contains("history.csv, line 5: Expected Number of Columns: 5 Found: 2")
        .contains("history.csv, line 6: ts 'yesterday' is not a time")
        .contains("history.csv, line 7: thing is empty")
        .contains("history.csv, line 512: vibration 'NaN' is not a finite number");
  }

  @Test
  void readsAColumnForEachPropertyAndAsksForNames() throws Exception {
    // GIVEN a file as a laboratory has it, and a table of things
    List<String> rows = new ArrayList<>(List.of("unit;time;vibration;flow"));
    for (int hour = 0; hour < HOURS; hour++) {
      rows.add("t:a;%d;%s;".formatted(at(hour).toEpochMilli(), hour < ONSET ? 1 : 5));
    }
    Path history = file("lab.csv", rows);
    Path things =
        file("things.csv", List.of("thing,definition,parent", "t:a," + PUMP + ",t:line", "t:b,,"));

    // WHEN
    Ran ran =
        run(
            "--history",
            "csv:" + history,
            "--column",
            "thing=unit",
            "--column",
            "ts=time",
            "--things",
            things.toString());

    // THEN
    assertThat(ran.exitCode).as(ran.err).isZero();
    assertThat(ran.out)
        .contains("orders 1,", "168 rows of 1 things")
        .contains("things.csv, line 3: definition is empty");
  }

  @Test
  void readsParquetAndTheAppsOwnHistoryAlike() throws Exception {
    // GIVEN
    Path csv = file("history.csv", longRows());
    Path parquet = folder.resolve("history.parquet");
    Path duckdb = folder.resolve("history.duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "copy (select * from read_csv('%s')) to '%s' (format parquet)".formatted(csv, parquet));
    }
    try (History history = History.open(duckdb)) {
      history.add(samples());
    }
    Path things = file("things.csv", List.of("thing,definition", "t:a," + PUMP, "t:b," + PUMP));

    // WHEN
    JsonNode fromCsv = json("--history", "csv:" + csv);
    JsonNode fromParquet = json("--history", "parquet:" + parquet);
    JsonNode fromHistory = json("--history", "duckdb:" + duckdb, "--things", things.toString());

    // THEN
    assertThat(fromCsv.at("/report/orders")).hasSize(2);
    assertThat(fromParquet.at("/report")).isEqualTo(fromCsv.at("/report"));
    assertThat(fromHistory.at("/report/orders")).isEqualTo(fromCsv.at("/report/orders"));
    assertThat(fromHistory.at("/input/withoutDefinition").asInt()).isEqualTo(1);
  }

  @Test
  void comparesWithTheActivePackAndWritesTheReports() throws Exception {
    // GIVEN a configured pack that is blind to vibration
    Path active = Files.createDirectories(folder.resolve("active"));
    copyStandardPack(active);
    Path table = active.resolve("vibration.csv");
    List<String> rows = Files.readAllLines(table);
    Files.write(
        table, rows.subList(0, (int) rows.stream().takeWhile(r -> r.startsWith("#")).count() + 1));
    Path config = file("twinsuite.properties", List.of("twinsuite.rules.folder=" + active));
    Path out = folder.resolve("out");

    // WHEN
    Ran ran =
        run(
            "--config",
            config.toString(),
            "--pack",
            "standard",
            "--against",
            "active",
            "--history",
            "csv:" + file("history.csv", longRows()),
            "--out",
            out.toString());

    // THEN
    assertThat(ran.exitCode).as(ran.err).isZero();
    assertThat(ran.out).contains("0 orders in both (0 earlier, 0 later), 0 gone, 2 new");
    assertThat(out.resolve("backtest.html")).content().contains("<svg", "Orders a week", "2 new");
    JsonNode json = new ObjectMapper().readTree(out.resolve("backtest.json").toFile());
    assertThat(json.at("/difference/added")).hasSize(2);
    assertThat(out.resolve("backtest.txt")).content().isEqualTo(ran.out);
  }

  @Test
  void aNumberIsATimeOnlyIfItsUnitIsKnown() throws Exception {
    // GIVEN seconds to nanoseconds since 1970, and what only looks like a time or a number
    List<String> rows = longRows();
    int first = rows.size() + 1;
    rows.add("t:a,vibration,1700000000,1.5," + PUMP);
    rows.add("t:a,vibration,1700000001000,1.5," + PUMP);
    rows.add("t:a,vibration,1700000002000000,1.5," + PUMP);
    rows.add("t:a,vibration,1700000003000000000,1.5," + PUMP);
    rows.add("t:a,vibration,1700000004.25,1.5," + PUMP);
    int bad = rows.size() + 1;
    rows.add("t:a,vibration,20260301,1.5," + PUMP);
    rows.add("t:a,vibration,2026,1.5," + PUMP);
    rows.add("t:a,vibration,epoch,1," + PUMP);
    rows.add("t:a,vibration,1,1," + PUMP);
    rows.add("t:a,vibration,2026-01-01T00:00:00Z,1_000," + PUMP);
    // WHEN
    Ran ran = run("--history", "csv:" + file("history.csv", rows), "--to", "2023-11-15");
    // THEN
    assertThat(ran.exitCode).as(ran.err).isZero();
    assertThat(ran.out)
        .contains("5 rows were left out")
        .contains("line " + bad + ": ts '20260301' is not a time")
        .contains("line " + (bad + 1) + ": ts '2026' is not a time")
        .contains("line " + (bad + 2) + ": ts 'epoch' is not a time")
        .contains("line " + (bad + 3) + ": ts '1' is not a time")
        .contains("line " + (bad + 4) + ": vibration '1_000' is not a finite number")
        .doesNotContain("line " + first + ":");
    assertThat(ran.out).contains("2023-11-14");
  }

  @Test
  void aDelimiterWithinQuotationMarksIsPartOfTheName() throws Exception {
    // GIVEN a column for each property, one with a comma in its name (RFC 4180, 2.6)
    List<String> rows =
        List.of(
            "thing,ts,\"flow, main\",vibration,definition",
            "t:a,2026-03-01T00:00:00Z,1,2," + PUMP,
            "t:a,2026-03-01T00:01:00Z,1,2," + PUMP);
    // WHEN
    Ran ran = run("--history", "csv:" + file("wide.csv", rows));
    // THEN
    assertThat(ran.exitCode).as(ran.err).isZero();
    assertThat(ran.out).contains("4 rows of 1 things").doesNotContain("left out");
  }

  @Test
  void saysWhatIsWrongAndTheFix() throws Exception {
    String rows = "csv:" + file("history.csv", longRows());
    String bare =
        "csv:" + file("bare.csv", List.of("thing,ts,property,value", "t:a,1700000000,x,1"));
    assertFails("has no column thing", "--column thing=NAME", "--history", other("unit,ts,x"));
    assertFails("has no column zeit", "correct the name", "--history", rows, "--column", "ts=zeit");
    assertFails("has no column value", "--column", "--history", other("thing,ts,property"));
    assertFails("neither the columns property", "each property", "--history", other("thing,ts"));
    assertFails("definition", "--things FILE", "--history", bare);
    assertFails("no row from 2030", "2030-01-01", "--history", rows, "--from", "2030-01-01");
    assertFails("--to 'soon'", "2026-01-31", "--history", rows, "--to", "soon");
    assertFails("use duckdb:FILE, csv:FILE", "parquet:FILE", "--history", "history.csv");
    assertFails("is not a readable file", "none.csv", "--history", "csv:none.csv");
    assertFails("is no Parquet file", "bare.csv", "--history", bare.replace("csv:", "parquet:"));
    assertFails(
        "not a history file of the app", "bare", "--history", bare.replace("csv:", "duckdb:"));
    assertFails("is not a folder", "nowhere", "--history", rows, "--pack", "nowhere");
    assertFails("use text, json or html", "pdf", "--history", rows, "--format", "pdf");
  }

  @Test
  void aBrokenPackIsRefusedWithFileAndLine() throws Exception {
    Path pack = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(pack.resolve("rules.drl"), "rule \"x\" when then nonsense end");
    assertFails(
        "rules.drl",
        "broken",
        "--history",
        "csv:" + file("h.csv", longRows()),
        "--pack",
        "" + pack);
  }

  @Test
  void aHistoryInUseIsToldWithTheWayOut() throws Exception {
    // GIVEN a history that another process holds
    Path duckdb = folder.resolve("history.duckdb");
    History.open(duckdb).close();
    Process holder = HistoryHolder.start(duckdb);
    try {
      assertFails("is in use by a running app", "POST /backtests", "--history", "duckdb:" + duckdb);
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  private String other(String header) throws Exception {
    return "csv:" + file("other.csv", List.of(header));
  }

  private void assertFails(String wrong, String fix, String... arguments) {
    Ran ran = run(arguments);
    assertThat(ran.exitCode).as(ran.out + ran.err).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(ran.err).contains(wrong).contains(fix).doesNotContain("Exception", "at org.");
  }

  /** Wherever its classes come from: a folder, or a jar when the whole project is built. */
  private static void copyStandardPack(Path to) throws Exception {
    URI table =
        RulePack.class.getResource("/org/twinsuite/rules/packs/standard/orders.csv").toURI();
    if (!table.getScheme().equals("jar")) {
      copy(Path.of(table).getParent(), to);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(table, Map.of())) {
      copy(jar.provider().getPath(table).getParent(), to);
    }
  }

  private static void copy(Path from, Path to) throws Exception {
    try (var files = Files.list(from)) {
      for (Path source : files.toList()) {
        Files.copy(source, to.resolve(source.getFileName().toString()));
      }
    }
  }

  private static Instant at(int hour) {
    return START.plus(Duration.ofHours(hour));
  }

  private static List<String> longRows() {
    List<String> rows = new ArrayList<>(List.of("thing,property,ts,value,definition"));
    for (Sample sample : samples()) {
      rows.add(
          "%s,%s,%s,%s,%s"
              .formatted(
                  sample.thingId(),
                  sample.property(),
                  Instant.ofEpochMilli(sample.at()),
                  sample.value(),
                  PUMP));
    }
    return rows;
  }

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      for (String pump : List.of("t:a", "t:b", "t:c")) {
        double value = hour < ONSET || pump.equals("t:c") ? 1 : 5;
        samples.add(new Sample(pump, "vibration", at(hour).toEpochMilli(), value, 0));
      }
    }
    return samples;
  }

  private Path file(String name, List<String> lines) throws Exception {
    return Files.write(folder.resolve(name), lines);
  }

  private record Ran(int exitCode, String out, String err) {}

  private JsonNode json(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--format", "json"));
    Ran ran = run(all.toArray(String[]::new));
    assertThat(ran.exitCode).as(ran.err).isZero();
    return new ObjectMapper().readTree(ran.out);
  }

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("backtest"));
    all.addAll(List.of(arguments));
    int exitCode =
        CommandLine.run(
            all.toArray(String[]::new),
            Map.of(),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    return new Ran(exitCode, out.toString(), err.toString());
  }
}
