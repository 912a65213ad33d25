package org.twinsuite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a bench asks for can be set, and stands in the README. */
class ParametersTest {
  private static final Pattern ASKED =
      Pattern.compile("(?:(?:parameter|list)\\(|path\\(context,)\\s*\"([a-z]+)\"");

  @Test
  void whatBenchesAskForIsPassedOnByMaven() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    Set<String> asked = asked();
    assertThat(asked).contains("data", "cv", "failing", "train", "jvm");
    assertThat(found("<bench\\.([a-z]+)/>", pom)).isEqualTo(asked);
    assertThat(found("<argument>-Dbench\\.([a-z]+)=\\$\\{bench\\.\\1}</argument>", pom))
        .isEqualTo(asked);
  }

  @Test
  void theReadmeTellsEachParameterAndNamesOnlyBenchesThereAre() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `bench.") || line.startsWith("| | `"))
            .toList();
    assertThat(
            found(
                "`bench\\.([a-z]+)`",
                String.join("\n", rows.stream().map(r -> cell(r, 1)).toList())))
        .isEqualTo(asked());
    Set<String> benches = new TreeSet<>();
    ServiceLoader.load(Bench.class).forEach(bench -> benches.add(bench.name()));
    assertThat(rows)
        .allSatisfy(
            row -> {
              String named = cell(row, 2);
              assertThat(benches).containsAll(found("`([a-z-]+)`", named));
              assertThat(named).containsAnyOf("`", "all");
              assertThat(cell(row, 4)).isNotBlank();
            });
  }

  private static String cell(String row, int number) {
    return row.split("\\|")[number];
  }

  private static Set<String> asked() throws IOException {
    Set<String> asked = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        asked.addAll(found(ASKED, Files.readString(file)));
      }
    }
    return asked;
  }

  private static Set<String> found(String pattern, String text) {
    return found(Pattern.compile(pattern), text);
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
