package org.twinsuite.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the log of a command goes that prints an answer: into {@code logs/<command>.log} of the
 * distribution, or to the terminal. Without a distribution it is left out.
 */
final class CommandLog {
  private static final String FILE = "org.slf4j.simpleLogger.logFile";
  private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private CommandLog() {}

  /** Has to be called before anything logs. */
  static void route(String command, boolean terminal) {
    if (terminal || System.getProperty(FILE) != null || System.getProperty(LEVEL) != null) {
      return;
    }
    String home = System.getProperty("app.home");
    if (home == null) {
      System.setProperty(LEVEL, "off");
      return;
    }
    Path folder = Path.of(home, "logs");
    Path file = folder.resolve(command + ".log");
    try {
      Files.createDirectories(folder);
    } catch (IOException readOnly) {
      System.setProperty(LEVEL, "off");
      return;
    }
    if (Files.exists(file) ? Files.isWritable(file) : Files.isWritable(folder)) {
      System.setProperty(FILE, file.toString());
    } else {
      System.setProperty(LEVEL, "off");
    }
  }
}
