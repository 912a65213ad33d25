package org.twinsuite.pipeline.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Options kept in files: a properties file, or a folder with one file per option. */
public final class OptionFiles {
  private OptionFiles() {}

  /**
   * Reads options.
   *
   * @param path a properties file, or a folder in which each file {@code twinsuite.*} or {@code
   *     camel.*} is an option whose value is its text, as a mounted secret has it; other files of
   *     the folder are passed over
   * @throws IOException naming the path that cannot be read
   */
  public static Map<String, String> read(Path path) throws IOException {
    Map<String, String> options = new TreeMap<>();
    if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if ((name.startsWith("twinsuite.") || name.startsWith("camel."))
              && Files.isRegularFile(file)) {
            options.put(name, Files.readString(file).strip());
          }
        }
      }
      return options;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path)) {
      properties.load(reader);
    }
    properties
        .stringPropertyNames()
        .forEach(name -> options.put(name, properties.getProperty(name)));
    return options;
  }
}
