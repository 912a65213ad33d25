package org.twinsuite.app.command;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.twinsuite.pipeline.history.History;

/** A process that keeps a history open, as a running app does. */
final class HistoryHolder {
  private HistoryHolder() {}

  /** Returns when the process has the history. */
  static Process start(Path history) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HistoryHolder.class.getName(),
                history.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (!"open".equals(line)) {
      throw new IllegalStateException("the history was not opened");
    }
    return process;
  }

  public static void main(String[] args) throws Exception {
    try (History history = History.open(Path.of(args[0]))) {
      System.out.println("open");
      new CountDownLatch(1).await();
    }
  }
}
