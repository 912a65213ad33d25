package org.twinsuite.e2e.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs cases: folders with {@code case.yaml}. */
public final class Cases {
  private static final Map<String, CaseKind> KINDS =
      new TreeMap<>(
          Map.of(
              "unit", new UnitKind(),
              "table", new TableKind(),
              "forecast", new ForecastKind()));

  private Cases() {}

  /** Kinds of cases that can be run. */
  public static List<String> kinds() {
    return List.copyOf(KINDS.keySet());
  }

  /** Folders of cases below a folder, sorted. */
  public static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().equals("case.yaml"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  /**
   * Runs the case of a folder.
   *
   * @return what differs from what was expected, a line each; empty if the case passes
   */
  public static List<String> run(Path folder) {
    try {
      Case input = Case.read(folder);
      CaseKind kind = KINDS.get(input.kind());
      if (kind == null) {
        return List.of("kind: '" + input.kind() + "' is not one of " + KINDS.keySet());
      }
      JsonNode found = kind.run(input);
      return Expectation.differences(input.expect(), found);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (Exception | StackOverflowError failed) {
      return List.of("ended with " + failed);
    }
  }
}
