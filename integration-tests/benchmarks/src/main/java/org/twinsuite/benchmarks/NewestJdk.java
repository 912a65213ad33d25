package org.twinsuite.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the newest JDK beside the running one or named by a {@code JAVA_HOME*} variable.
 *
 * @param home its folder
 * @param feature its feature version, such as 25
 */
record NewestJdk(Path home, int feature) {

  private static final Pattern VERSION =
      Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)", Pattern.MULTILINE);

  static NewestJdk find(Optional<String> given) {
    if (given.isPresent()) {
      Path home = Path.of(given.get());
      return read(home)
          .orElseThrow(
              () ->
                  new IllegalArgumentException("bench.jvm: no JDK at " + home + ", name its home"));
    }
    return candidates().stream()
        .map(NewestJdk::read)
        .flatMap(Optional::stream)
        .max(Comparator.comparingInt(NewestJdk::feature))
        .orElseThrow(() -> new IllegalStateException("no JDK found, name one with -Dbench.jvm"));
  }

  Path java() {
    return home.resolve("bin").resolve("java");
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    Path running = Path.of(System.getProperty("java.home"));
    homes.add(running);
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      if (variable.getKey().startsWith("JAVA_HOME")) {
        homes.add(Path.of(variable.getValue()));
      }
    }
    try (Stream<Path> beside = Files.list(running.getParent())) {
      beside.filter(Files::isDirectory).sorted().forEach(homes::add);
    } catch (IOException e) {
      // the running JDK remains
    }
    return homes;
  }

  private static Optional<NewestJdk> read(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    try {
      Matcher version = VERSION.matcher(Files.readString(release));
      return version.find()
          ? Optional.of(new NewestJdk(home, Integer.parseInt(version.group(1))))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
