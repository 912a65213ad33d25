package org.twinsuite.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads the corpus from its archive ({@code corpus.tar.gz}) or its unpacked folder. */
final class NabCorpus {

  private static final String WINDOWS = "labels/combined_windows.json";

  private NabCorpus() {}

  /** All series in the order of their names. */
  static List<NabSeries> read(Path place) throws IOException {
    Map<String, byte[]> files = files(place);
    byte[] labels = files.get(WINDOWS);
    if (labels == null) {
      throw new IllegalArgumentException(
          "no " + WINDOWS + " at " + place + ", name the corpus with -Dbench.data");
    }
    JsonNode windows = new ObjectMapper().readTree(labels);
    List<NabSeries> series = new ArrayList<>();
    files.forEach(
        (name, bytes) -> {
          if (name.startsWith("data/") && name.endsWith(".csv")) {
            String key = name.substring("data/".length());
            series.add(series(key, bytes, windows.path(key)));
          }
        });
    return series;
  }

  private static NabSeries series(String name, byte[] bytes, JsonNode windows) {
    List<String> times = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .forEach(
            line -> {
              int comma = line.indexOf(',');
              times.add(line.substring(0, comma));
              values.add(Double.parseDouble(line.substring(comma + 1)));
            });
    int[][] rows = new int[windows.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] =
          new int[] {
            row(times, windows.get(i).get(0), name), row(times, windows.get(i).get(1), name)
          };
    }
    return new NabSeries(name, values.stream().mapToDouble(Double::doubleValue).toArray(), rows);
  }

  private static int row(List<String> times, JsonNode label, String name) {
    String time = label.asText().replaceFirst("\\.0+$", "");
    int row = times.indexOf(time);
    if (row < 0) {
      throw new IllegalArgumentException("label " + time + " is no row of " + name);
    }
    return row;
  }

  private static Map<String, byte[]> files(Path place) throws IOException {
    Path archive = place.resolve("corpus.tar.gz");
    if (Files.isRegularFile(place)) {
      return unpack(place);
    }
    if (Files.isRegularFile(archive)) {
      return unpack(archive);
    }
    Path root = Files.isDirectory(place.resolve("nab")) ? place.resolve("nab") : place;
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static Map<String, byte[]> unpack(Path archive) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (InputStream file = new GZIPInputStream(Files.newInputStream(archive))) {
      TarFiles.read(file)
          .forEach((name, bytes) -> files.put(name.substring(name.indexOf('/') + 1), bytes));
    }
    return files;
  }
}
