package org.twinsuite.sandbox.plant;

import java.io.BufferedReader;
import java.io.IOException;
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
import java.util.zip.GZIPInputStream;

/**
 * Test 2 of the IMS bearing data (University of Cincinnati, NASA Prognostics Data Repository),
 * played again: four bearings on one shaft, 984 snapshots ten minutes apart, feature {@code
 * vibration} as mean absolute acceleration in g. Bearing 1 fails at the end (outer race); the other
 * three outlive the test. When the fault began is not told, so {@link Fault#onset()} is null.
 */
public final class ImsReplay extends Recording {

  /** Namespace of the things. */
  public static final String NAMESPACE = "org.twinsuite.ims";

  /** File of test 2. */
  public static final String FILE = "2nd_test_resmaple_10minutes.csv.gz";

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy.MM.dd.HH.mm.ss");
  private static final int BEARINGS = 4;

  private ImsReplay(Instant start, List<Track> tracks) {
    super(NAMESPACE, start, Duration.ofMinutes(10), List.of("vibration"), "[g]", tracks);
  }

  /**
   * Reads test 2.
   *
   * @param folder where {@link #FILE} lies
   * @throws IOException if it is missing or cannot be read
   */
  public static ImsReplay read(Path folder) throws IOException {
    List<double[]> rows = new ArrayList<>();
    Instant start = null;
    try (BufferedReader reader = open(folder.resolve(FILE))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split(",");
        if (start == null) {
          start = LocalDateTime.parse(cells[1], TIME).toInstant(ZoneOffset.UTC);
        }
        double[] row = new double[BEARINGS];
        for (int i = 0; i < BEARINGS; i++) {
          row[i] = Double.parseDouble(cells[i + 2]);
        }
        rows.add(row);
      }
    }
    List<Track> tracks = new ArrayList<>();
    for (int bearing = 0; bearing < BEARINGS; bearing++) {
      int column = bearing;
      tracks.add(
          new Track(
              machine(bearing + 1),
              rows.stream().map(row -> new double[] {row[column]}).toArray(double[][]::new)));
    }
    return new ImsReplay(start, tracks);
  }

  @Override
  public List<Fault> faults() {
    String first = machines().get(0).thingId();
    return List.of(new Fault(first, "bearing-wear", false, null, end(first)));
  }

  private static Machine machine(int bearing) {
    return new Machine(
        NAMESPACE + ":test2-bearing-" + bearing,
        "org.twinsuite:bearing:1.0.0",
        "Bearing " + bearing + " of test 2",
        NAMESPACE + ":test2-shaft",
        "test2",
        "IMS2-B" + bearing,
        "vibration",
        Map.of());
  }

  private static BufferedReader open(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII));
  }
}
