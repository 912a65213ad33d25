package org.twinsuite.e2e.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The archive users download, unpacked into an empty folder. */
final class UnpackedDistribution {
  private static final Path TARGET = Path.of("camel-routes", "app", "target");
  final Path home;

  private UnpackedDistribution(Path home) {
    this.home = home;
  }

  /** What a command printed. */
  record Result(int exitCode, String out, String err) {}

  static UnpackedDistribution in(Path folder) throws Exception {
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive().toString(), "-C", folder.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(tar.exitValue()).isZero();
    try (Stream<Path> folders = Files.list(folder)) {
      return new UnpackedDistribution(
          folders
              .filter(path -> path.getFileName().toString().startsWith("twinsuite-"))
              .findFirst()
              .orElseThrow());
    }
  }

  private static Path archive() throws IOException {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path target = folder.resolve(TARGET);
      if (Files.isDirectory(target)) {
        try (Stream<Path> files = Files.list(target)) {
          return files
              .filter(file -> file.toString().endsWith(".tar.gz"))
              .findFirst()
              .orElseThrow(
                  () -> new IOException(target + " has no archive: package the app module first"));
        }
      }
    }
    throw new IOException(TARGET + " is missing: package the app module first");
  }

  /** Runs a command with the Java that runs this test, and waits for its end. */
  Result run(Map<String, String> environment, String... arguments) throws Exception {
    Path out = Files.createTempFile(home, "out", ".txt");
    Path err = Files.createTempFile(home, "err", ".txt");
    Process process =
        process(environment, arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  ProcessBuilder process(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("twinsuite").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder;
  }
}
