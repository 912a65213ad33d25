package org.twinsuite.sandbox.plant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A test of the IMS bearing data (University of Cincinnati, NASA Prognostics Data Repository),
 * played again: bearings on one shaft, snapshots ten minutes apart, feature {@code vibration} as
 * mean absolute acceleration in g, the larger one where a bearing has two sensors. Time is running
 * time: hours in which the rig stood still are left out. When a fault began is not told, so {@link
 * Fault#onset()} is null.
 *
 * <p>Format: CSV, gzipped or not, with a header; every column whose name begins with {@code Bearing
 * N} belongs to bearing N, the column {@code Datetime} dates the first row.
 */
public final class ImsReplay extends Recording {

  /** Namespace of the things. */
  public static final String NAMESPACE = "org.twinsuite.ims";

  /** The bearings that were damaged at the end of each test, after the data set's own readme. */
  private static final Map<Integer, List<Integer>> DAMAGED =
      Map.of(1, List.of(3, 4), 2, List.of(1), 3, List.of(3));

  private static final List<String> PREFIXES = List.of("1st", "2nd", "3rd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy.MM.dd.HH.mm.ss");
  private static final Pattern BEARING = Pattern.compile("Bearing\\s*(\\d+).*");

  private final int test;
  private final List<Integer> failing;

  private ImsReplay(int test, List<Integer> failing, Instant start, List<Track> tracks) {
    super(NAMESPACE, start, Duration.ofMinutes(10), List.of("vibration"), "[g]", tracks);
    this.test = test;
    this.failing = failing;
  }

  /** Reads a test whose damaged bearings are those of the data set's readme. */
  public static ImsReplay read(Path folder, int test) throws IOException {
    return read(folder, test, DAMAGED.get(test));
  }

  /**
   * Reads a test.
   *
   * @param folder where its file lies, named {@code 1st…}, {@code 2nd…} or {@code 3rd…}
   * @param test 1 to 3
   * @param failing the numbers of the bearings that fail at the end
   * @throws IOException if the file is missing or cannot be read
   */
  public static ImsReplay read(Path folder, int test, List<Integer> failing) throws IOException {
    Path file = file(folder, test);
    try (BufferedReader reader = open(file)) {
      List<String> header = List.of(reader.readLine().split(","));
      Map<Integer, List<Integer>> columns = columns(header, file);
      int time = header.indexOf("Datetime");
      if (time < 0) {
        throw new IOException(file.getFileName() + ": no column 'Datetime', add one");
      }
      List<String[]> rows = reader.lines().map(line -> line.split(",")).toList();
      List<Track> tracks = new ArrayList<>();
      columns.forEach(
          (bearing, of) ->
              tracks.add(
                  new Track(
                      machine(test, bearing),
                      rows.stream()
                          .map(row -> new double[] {largest(row, of)})
                          .toArray(double[][]::new))));
      Instant start = LocalDateTime.parse(rows.get(0)[time], TIME).toInstant(ZoneOffset.UTC);
      return new ImsReplay(test, List.copyOf(failing), start, tracks);
    }
  }

  /** The thing of a bearing. */
  public String thingId(int bearing) {
    return machine(test, bearing).thingId();
  }

  @Override
  public List<Fault> faults() {
    return failing.stream()
        .map(this::thingId)
        .map(id -> new Fault(id, "bearing-wear", false, null, end(id)))
        .toList();
  }

  private static Path file(Path folder, int test) throws IOException {
    String prefix = PREFIXES.get(test - 1);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches(prefix + ".*\\.csv(\\.gz)?"))
          .sorted()
          .findFirst()
          .orElseThrow(() -> new IOException("no " + prefix + "*.csv or .csv.gz in " + folder));
    }
  }

  private static Map<Integer, List<Integer>> columns(List<String> header, Path file)
      throws IOException {
    Map<Integer, List<Integer>> columns = new TreeMap<>();
    for (int i = 0; i < header.size(); i++) {
      Matcher name = BEARING.matcher(header.get(i).strip());
      if (name.matches()) {
        columns
            .computeIfAbsent(Integer.parseInt(name.group(1)), bearing -> new ArrayList<>())
            .add(i);
      }
    }
    if (columns.isEmpty()) {
      throw new IOException(file.getFileName() + ": no column begins with 'Bearing N'");
    }
    return columns;
  }

  private static double largest(String[] row, List<Integer> columns) {
    return columns.stream().mapToDouble(i -> Double.parseDouble(row[i])).max().orElseThrow();
  }

  private static Machine machine(int test, int bearing) {
    return new Machine(
        NAMESPACE + ":test" + test + "-bearing-" + bearing,
        "org.twinsuite:bearing:1.0.0",
        "Bearing " + bearing + " of test " + test,
        NAMESPACE + ":test" + test + "-shaft",
        "test" + test,
        "IMS" + test + "-B" + bearing,
        "vibration",
        Map.of());
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return new BufferedReader(
        new InputStreamReader(
            file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
            StandardCharsets.US_ASCII));
  }
}
