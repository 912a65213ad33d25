package org.twinsuite.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a bench gets: its parameters (system properties {@code bench.*}), a clock, a printer. */
public final class BenchContext {

  private static final Path DEFAULT_DATA = Path.of("..", "shared", "data");

  private final String bench;
  private final PrintStream out;

  public BenchContext(String bench, PrintStream out) {
    this.bench = bench;
    this.out = out;
  }

  /** A parameter such as {@code sets} for {@code -Dbench.sets}; empty if absent or blank. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(System.getProperty("bench." + name)).filter(v -> !v.isBlank());
  }

  public String parameter(String name, String otherwise) {
    return parameter(name).orElse(otherwise);
  }

  public int parameter(String name, int otherwise) {
    return parameter(name).map(Integer::parseInt).orElse(otherwise);
  }

  /** A comma-separated parameter. */
  public List<String> list(String name, String otherwise) {
    return Arrays.stream(parameter(name, otherwise).split(",")).map(String::strip).toList();
  }

  /**
   * The data folder: {@code -Dbench.data}, or the shared data beside the project; its subfolder
   * {@code set} if there is one.
   */
  public Path data(String set) {
    Path folder = parameter("data").map(Path::of).orElse(DEFAULT_DATA);
    Path inner = folder.resolve(set);
    Path found = Files.isDirectory(inner) ? inner : folder;
    if (!Files.exists(found)) {
      throw new IllegalArgumentException(
          "no data at " + found.toAbsolutePath().normalize() + ", name it with -Dbench.data=DIR");
    }
    return found;
  }

  /** Prints {@code bench NAME figure value unit}. */
  public void figure(String name, double value, String unit) {
    out.printf(Locale.ROOT, "bench %s %s %s %s%n", bench, name, plain(value), unit);
    out.flush();
  }

  /** Prints a remark, so that a figure is not misread. */
  public void note(String text) {
    out.printf("note  %s %s%n", bench, text);
    out.flush();
  }

  private static String plain(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e15) {
      return Long.toString((long) value);
    }
    String format = size >= 1000 ? "%.0f" : size >= 1 ? "%.3f" : "%.4f";
    return String.format(Locale.ROOT, format, value);
  }

  /** A piece of work that may fail. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** CPU seconds of the whole process (all threads, compiler and collector included). */
  public double cpuSeconds(Work work) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getProcessCpuTime();
    work.run();
    return (system.getProcessCpuTime() - before) / 1e9;
  }

  /** Wall-clock seconds. */
  public double seconds(Work work) throws Exception {
    long before = System.nanoTime();
    work.run();
    return (System.nanoTime() - before) / 1e9;
  }
}
