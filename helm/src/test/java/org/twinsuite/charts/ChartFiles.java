package org.twinsuite.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of the charts beside these tests. */
final class ChartFiles {
  static final Path APP_CHART = Path.of("twinsuite").toAbsolutePath();
  static final Path PLATFORM_CHART = Path.of("twinsuite-platform").toAbsolutePath();

  private static final JsonMapper JSON = new JsonMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  private ChartFiles() {}

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  static JsonNode yaml(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  /** The chart's values files for CI, in order of their names. */
  static List<Path> ciValues(Path chart) {
    try (Stream<Path> files = Files.list(chart.resolve("ci"))) {
      return files.filter(file -> file.toString().endsWith("-values.yaml")).sorted().toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Replaces what stands between two marker lines, which stay. */
  static String between(String text, String begin, String end, String replacement) {
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    if (from < begin.length() || to < from) {
      throw new IllegalStateException("markers " + begin + " and " + end + " are missing");
    }
    return text.substring(0, from) + '\n' + replacement + text.substring(to);
  }
}
