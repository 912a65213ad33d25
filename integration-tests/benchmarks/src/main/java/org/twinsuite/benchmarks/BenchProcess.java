package org.twinsuite.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A class with a main method in a process of its own, which ends with its standard input. */
final class BenchProcess {

  private BenchProcess() {}

  static Process start(Class<?> main, String argument) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            argument)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static void stop(Process process) throws IOException, InterruptedException {
    process.getOutputStream().write('\n');
    process.getOutputStream().close();
    process.waitFor(10, TimeUnit.SECONDS);
    process.destroy();
  }
}
