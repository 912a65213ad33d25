package org.twinsuite.sandbox.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The app in a process of its own, on the class path it has in production: for tests that kill it
 * and benchmarks that measure it alone. Needs the app module to be packaged.
 */
public final class AppProcess implements AutoCloseable {
  private static final Path CLASS_PATH = Path.of("camel-routes", "app", "target", "app.classpath");
  private final Process process;
  private final Path log;

  private AppProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts the app with the JVM that runs this.
   *
   * @param options the app's options by name
   * @param folder working directory, gets the log file too
   * @param heap as in {@code -Xmx}, e.g. {@code 512m}
   */
  public static AppProcess start(Map<String, String> options, Path folder, String heap)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.add("--add-modules=jdk.incubator.vector");
    if (Runtime.version().feature() >= 23) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-cp");
    command.add(classPath());
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=info");
    options.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("org.twinsuite.app.App");
    Path log = Files.createTempFile(folder, "app", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new AppProcess(process, log);
  }

  /**
   * The app's own classes and everything it needs at run time.
   *
   * @throws IOException when the app was not packaged
   */
  public static String classPath() throws IOException {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(CLASS_PATH);
      if (Files.exists(file)) {
        return file.resolveSibling("classes") + File.pathSeparator + Files.readString(file).trim();
      }
    }
    throw new IOException(CLASS_PATH + " is missing: package the app module first");
  }

  /** Ends the process at once, without any of its own clean-up (SIGKILL). */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** What the process wrote so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** CPU time the process used so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * Resident memory in MiB.
   *
   * @return NaN where the system does not tell (no {@code /proc})
   */
  public double residentMebibytes() throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
