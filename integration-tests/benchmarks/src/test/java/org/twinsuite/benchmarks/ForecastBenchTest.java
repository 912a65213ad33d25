package org.twinsuite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench on made-up files in the formats of the competitions, odd series included. */
class ForecastBenchTest {

  private static final Map<String, IntToDoubleFunction> SHAPES =
      new LinkedHashMap<>(
          Map.of(
              "trend", t -> 100 + 3 * t + 5 * Math.sin(t),
              "constant", t -> 12,
              "zero", t -> 0,
              "rare", t -> t % 7 == 3 ? 2 : 0,
              "huge", t -> 1e200 + 1e199 * (t % 5),
              "negative", t -> -20 - t % 4,
              "falling", t -> 50 - 2 * t,
              "noise", t -> 10 + t * 7919 % 13));

  private final List<String> properties = new ArrayList<>();

  @TempDir Path folder;

  @AfterEach
  void clear() {
    properties.forEach(System::clearProperty);
  }

  private void set(String name, Object value) {
    properties.add("bench." + name);
    System.setProperty("bench." + name, value.toString());
  }

  private static String row(String id, IntToDoubleFunction shape, int from, int to) {
    return "\""
        + id
        + "\","
        + IntStream.range(from, to)
            .mapToObj(t -> String.format(Locale.ROOT, "%s", shape.applyAsDouble(t)))
            .collect(Collectors.joining(","));
  }

  /** Writes train and test in the format of M4: header, id, values of any number. */
  private void m4(String name, String letter, int length, int horizon) throws IOException {
    List<String> train = new ArrayList<>(List.of("V1,V2"));
    List<String> test = new ArrayList<>(List.of("V1,V2"));
    int number = 0;
    for (IntToDoubleFunction shape : SHAPES.values()) {
      String id = letter + ++number;
      // A trailing comma, as shorter series have in the wide files.
      train.add(row(id, shape, 0, length) + ",,");
      test.add(row(id, shape, length, length + horizon));
    }
    Files.createDirectories(folder.resolve("train"));
    Files.createDirectories(folder.resolve("test"));
    Files.write(folder.resolve("train/" + name + "train.csv"), train);
    try (OutputStream out =
        new GZIPOutputStream(
            Files.newOutputStream(folder.resolve("test/" + name + "test.csv.gz")))) {
      out.write(String.join("\n", test).getBytes(StandardCharsets.UTF_8));
    }
  }

  private Map<String, Double> run() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ForecastBench()
        .run(new BenchContext("forecast", new PrintStream(out, true, StandardCharsets.UTF_8)));
    Map<String, Double> figures = new HashMap<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      String[] words = line.split(" ");
      if (words[0].equals("bench")) {
        figures.put(words[2], Double.parseDouble(words[3]));
      }
    }
    return figures;
  }

  @Test
  void everyFrequencyOfM4IsReadAndScored() throws Exception {
    m4("Yearly-", "Y", 15, 6);
    m4("Quarterly-", "Q", 19, 8);
    m4("Monthly-", "M", 45, 18);
    m4("Weekly-", "W", 112, 13);
    m4("Daily-", "D", 95, 14);
    m4("Hourly-", "H", 180, 48);
    set("train", folder.resolve("train"));
    set("test", folder.resolve("test"));
    set("format", "m4");

    Map<String, Double> figures = run();

    assertThat(figures).containsEntry("series", 6.0 * SHAPES.size()).containsEntry("refused", 0.0);
    for (String frequency :
        List.of("yearly", "quarterly", "monthly", "weekly", "daily", "hourly")) {
      assertThat(figures).containsEntry("series_" + frequency, 1.0 * SHAPES.size());
      for (String figure : List.of("smape_", "mase_", "naive2_smape_", "coverage_95_", "owa_")) {
        assertThat(figures.get(figure + frequency)).as(figure + frequency).isFinite();
      }
    }
    assertThat(figures.get("series_per_cpu_s")).isPositive();
  }

  @Test
  void veryShortSeriesAreScoredAndTooShortOnesLeftOut() throws Exception {
    for (int length : new int[] {2, 3, 5, 9}) {
      m4("Monthly-" + length + "-", "M" + length, length, 18);
    }
    set("train", folder.resolve("train"));
    set("test", folder.resolve("test"));

    Map<String, Double> figures = run();

    assertThat(figures).containsEntry("series_monthly", 3.0 * SHAPES.size());
    assertThat(figures.get("smape")).isFinite();
  }

  @Test
  void aFileWhoseNameTellsNothingIsReadByItsIds() throws Exception {
    m4("", "Q", 30, 8);
    set("train", folder.resolve("train/train.csv"));
    set("test", folder.resolve("test/test.csv.gz"));

    assertThat(run()).containsKey("smape_quarterly");
  }

  @Test
  void m3NamesTheFrequencyPerSeries() throws Exception {
    List<String> train = new ArrayList<>(List.of("id,period,frequency,horizon,type,V1"));
    List<String> test = new ArrayList<>(train);
    Map<String, Integer> horizons = Map.of("YEARLY", 6, "QUARTERLY", 8, "MONTHLY", 18, "OTHER", 8);
    horizons.forEach(
        (frequency, horizon) ->
            SHAPES.forEach(
                (name, shape) -> {
                  String id = frequency + name;
                  String rest = "," + frequency + "," + frequency + "," + horizon + ",MICRO";
                  String values = row(id, shape, 0, 40);
                  String then = row(id, shape, 40, 40 + horizon);
                  train.add(id + rest + values.substring(values.indexOf(',')) + ",NA,NA");
                  test.add(id + rest + then.substring(then.indexOf(',')));
                }));
    set("train", Files.write(folder.resolve("M3.train.csv"), train));
    set("test", Files.write(folder.resolve("M3.test.csv"), test));
    set("format", "m3");

    assertThat(run())
        .containsKeys("smape_yearly", "smape_quarterly", "smape_monthly", "smape_other")
        .containsEntry("refused", 0.0);
  }

  @Test
  void whatIsNoNumberIsNamedWithItsLine() throws Exception {
    m4("Daily-", "D", 20, 14);
    Path train = folder.resolve("train/Daily-train.csv");
    Files.writeString(train, Files.readString(train).replaceFirst("12.0", "twelve"));
    set("train", train);
    set("test", folder.resolve("test/Daily-test.csv.gz"));

    assertThatThrownBy(this::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Daily-train.csv, line")
        .hasMessageContaining("twelve");
  }
}
