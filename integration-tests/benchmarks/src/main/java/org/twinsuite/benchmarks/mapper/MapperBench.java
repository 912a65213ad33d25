package org.twinsuite.benchmarks.mapper;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.benchmarks.Bench;
import org.twinsuite.benchmarks.BenchContext;

/**
 * Messages that the payload mappers map per CPU second, beside Ditto's own JavaScript mapper with a
 * script that makes the same Ditto messages of the same payloads (which is checked first).
 * Sparkplug B in both of its forms: data messages with the aliases of the birth, which the
 * specification has for usual operation, and with the metrics' names in full. Runs in a process of
 * its own: Ditto's connectivity service needs other versions of Ditto's libraries than the rest of
 * the suite, and three times: the median counts. {@code -Dbench.seconds}: CPU seconds for each
 * mapper and format, default 5.
 */
public final class MapperBench implements Bench {

  private static final List<String> FORMATS = List.of("sparkplug", "sparkplug_names", "senml");

  /** What the JVM makes of either mapper differs from process to process. */
  private static final int RACES = 3;

  private static final String RACE = "org.twinsuite.ditto.extensions.peer.MapperRace";

  @Override
  public String name() {
    return "mapper";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    Path target = Path.of("ditto-extensions", "mappers", "target").toAbsolutePath();
    Path classPath = target.resolve("ditto.classpath");
    if (!Files.exists(classPath) || !Files.isDirectory(target.resolve("test-classes"))) {
      throw new IllegalStateException(
          classPath
              + " is missing: run from the project's folder, after"
              + " 'mvn -pl ditto-extensions/mappers -am test-compile'");
    }
    List<Map<String, double[]>> races = new ArrayList<>();
    for (int race = 0; race < RACES; race++) {
      races.add(race(target, classPath, context.parameter("seconds", 5)));
    }
    for (String format : FORMATS) {
      double ours = median(races, format, 0);
      double script = median(races, format, 1);
      context.figure(format + "_per_cpu_s", ours, "messages/s");
      context.figure(format + "_javascript_per_cpu_s", script, "messages/s");
      context.figure(format + "_vs_javascript", ours / script, "x");
    }
    context.note("each message holds ten points of one thing; both made the same Ditto messages");
    context.note("sparkplug: aliases after a birth, the script has a table of them");
  }

  private static double median(List<Map<String, double[]>> races, String format, int which) {
    double[] rates = races.stream().mapToDouble(race -> race.get(format)[which]).sorted().toArray();
    return rates[rates.length / 2];
  }

  private static Map<String, double[]> race(Path target, Path classPath, int seconds)
      throws IOException, InterruptedException {
    String libraries = Files.readString(classPath).strip();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseParallelGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-classpath",
                String.join(
                    File.pathSeparator,
                    target.resolve("test-classes").toString(),
                    target.resolve("classes").toString(),
                    libraries),
                RACE,
                Integer.toString(seconds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, double[]> rates = new HashMap<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        String[] words = line.split(" ");
        if (words.length == 3 && FORMATS.contains(words[0])) {
          rates.put(
              words[0], new double[] {Double.parseDouble(words[1]), Double.parseDouble(words[2])});
        }
      }
    }
    if (process.waitFor() != 0 || rates.size() != FORMATS.size()) {
      throw new IllegalStateException("the race ended with " + process.exitValue());
    }
    return rates;
  }
}
