package org.twinsuite.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads the wide files of the M3 and M4 competitions, plain or gzipped. */
final class ForecastData {

  private ForecastData() {}

  /** Reads one pair of files, or all pairs of two folders (… train … beside … test …). */
  static List<ForecastSeries> readAll(Path train, Path test, String format, String frequency)
      throws IOException {
    if (!Files.isDirectory(train)) {
      return read(train, test, format, frequency);
    }
    List<ForecastSeries> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(train)) {
      for (Path file : files.filter(f -> f.toString().contains(".csv")).sorted().toList()) {
        String name = file.getFileName().toString().replace("train", "test");
        String other = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name + ".gz";
        Path answer = test.resolve(Files.exists(test.resolve(name)) ? name : other);
        all.addAll(read(file, answer, format, frequency));
      }
    }
    return all;
  }

  /**
   * Joins training and test file by series id.
   *
   * @param format {@code m3}: id, period, frequency, horizon, type, values…; {@code m4}: id,
   *     values…
   * @param frequency for m4: name of the frequency, or null to take it from the file name
   */
  static List<ForecastSeries> read(Path train, Path test, String format, String frequency) {
    boolean m3 =
        switch (format) {
          case "m3" -> true;
          case "m4" -> false;
          default ->
              throw new IllegalArgumentException("bench.format is '" + format + "', not m3 or m4");
        };
    int first = m3 ? 5 : 1;
    Map<String, double[]> truth = new HashMap<>();
    rows(test, row -> truth.put(row[0], values(row, first)));
    if (truth.isEmpty()) {
      throw new IllegalArgumentException("no series in " + test);
    }
    List<ForecastSeries> all = new ArrayList<>();
    rows(
        train,
        row -> {
          double[] then = truth.get(row[0]);
          if (then == null) {
            throw new IllegalArgumentException("series " + row[0] + " is missing in " + test);
          }
          String name =
              m3 ? row[1] : frequency != null ? frequency : train.getFileName().toString();
          ForecastFrequency found = ForecastFrequency.in(name, row[0]);
          all.add(new ForecastSeries(row[0], found, values(row, first), then));
        });
    return all;
  }

  /**
   * Reads id, values… of one frequency without a test file; the last {@code horizon} values are the
   * answer.
   */
  static List<ForecastSeries> readWide(Path file, ForecastFrequency frequency, int horizon) {
    List<ForecastSeries> all = new ArrayList<>();
    rows(
        file,
        row -> {
          double[] y = values(row, 1);
          int cut = y.length - horizon;
          if (cut >= 1 && Arrays.stream(y, cut, y.length).noneMatch(Double::isNaN)) {
            all.add(
                new ForecastSeries(
                    row[0],
                    frequency,
                    Arrays.copyOf(y, cut),
                    Arrays.copyOfRange(y, cut, y.length)));
          }
        });
    return all;
  }

  private static void rows(Path file, Consumer<String[]> sink) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.readLine();
      int number = 1;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          try {
            sink.accept(line.replace("\"", "").split(",", -1));
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                file + ", line " + number + ": " + e.getMessage() + " is no number", e);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The values of a row; trailing empty cells are no values, others are missing ones. */
  private static double[] values(String[] row, int first) {
    int end = Math.max(first, row.length);
    while (end > first && missing(row[end - 1])) {
      end--;
    }
    double[] values = new double[end - first];
    for (int i = 0; i < values.length; i++) {
      String cell = row[first + i];
      values[i] = missing(cell) ? Double.NaN : Double.parseDouble(cell.trim());
    }
    return values;
  }

  private static boolean missing(String cell) {
    String text = cell.trim();
    return text.isEmpty() || text.equals("NA") || text.equals("NaN");
  }
}
