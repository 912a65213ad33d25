package org.twinsuite.sandbox.plant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.zip.GZIPInputStream;

/**
 * Reads NASA's turbofan degradation files: {@code train_X}, {@code test_X} and {@code RUL_X}, as
 * {@code .txt} or {@code .txt.gz}. A line holds unit, cycle, 3 settings and 21 sensors.
 */
public final class CmapssFiles {

  /** Names of the 24 columns of {@link Unit#cycles}. */
  public static final List<String> COLUMNS = columns();

  private final Path folder;

  /**
   * @param folder where the files lie
   */
  public CmapssFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * One engine.
   *
   * @param number as in the file, from 1
   * @param cycles {@code [cycle][column]}, columns as {@link #COLUMNS}
   */
  public record Unit(int number, double[][] cycles) {

    public int length() {
      return cycles.length;
    }

    /** Values of one column over all cycles. */
    public double[] column(int column) {
      double[] values = new double[cycles.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = cycles[i][column];
      }
      return values;
    }
  }

  /** Units run to failure. */
  public List<Unit> train(String set) throws IOException {
    return units("train_" + set);
  }

  /** Units cut off before failure. */
  public List<Unit> test(String set) throws IOException {
    return units("test_" + set);
  }

  /** Remaining cycles of each test unit, in the order of the units. */
  public double[] labels(String set) throws IOException {
    try (BufferedReader reader = open("RUL_" + set)) {
      return reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .mapToDouble(Double::parseDouble)
          .toArray();
    }
  }

  /** Whether a file such as {@code test_FD001} is there. */
  public boolean has(String name) {
    return Files.exists(folder.resolve(name + ".txt"))
        || Files.exists(folder.resolve(name + ".txt.gz"));
  }

  private List<Unit> units(String name) throws IOException {
    List<Unit> units = new ArrayList<>();
    try (BufferedReader reader = open(name)) {
      int number = -1;
      List<double[]> cycles = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        StringTokenizer fields = new StringTokenizer(line);
        if (!fields.hasMoreTokens()) {
          continue;
        }
        int unit = Integer.parseInt(fields.nextToken());
        if (unit != number) {
          finish(units, number, cycles);
          number = unit;
        }
        fields.nextToken();
        double[] row = new double[COLUMNS.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = Double.parseDouble(fields.nextToken());
        }
        cycles.add(row);
      }
      finish(units, number, cycles);
    }
    return units;
  }

  private static void finish(List<Unit> units, int number, List<double[]> cycles) {
    if (!cycles.isEmpty()) {
      units.add(new Unit(number, cycles.toArray(double[][]::new)));
      cycles.clear();
    }
  }

  private BufferedReader open(String name) throws IOException {
    Path plain = folder.resolve(name + ".txt");
    InputStream stream =
        Files.exists(plain)
            ? Files.newInputStream(plain)
            : new GZIPInputStream(Files.newInputStream(folder.resolve(name + ".txt.gz")));
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII));
  }

  private static List<String> columns() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      names.add("setting" + i);
    }
    for (int i = 1; i <= 21; i++) {
      names.add("s" + i);
    }
    return List.copyOf(names);
  }
}
