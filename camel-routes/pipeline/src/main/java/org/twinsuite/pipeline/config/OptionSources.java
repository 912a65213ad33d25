package org.twinsuite.pipeline.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where options come from: {@link OptionFiles}, then environment variables ({@code
 * TWINSUITE_DITTO_URL}), then system properties; the later wins.
 */
public final class OptionSources {
  private OptionSources() {}

  /**
   * @return option name to text
   * @throws ConfigException when a path cannot be read
   */
  public static Map<String, String> read(List<Path> files, Map<String, String> environment) {
    Map<String, String> options = new TreeMap<>();
    for (Path path : files) {
      try {
        options.putAll(OptionFiles.read(path));
      } catch (IOException unreadable) {
        throw new ConfigException(path + " cannot be read. Correct --config");
      }
    }
    Stream.concat(AppOptions.ALL.stream().map(Option::name), RenamedOptions.NAMES.keySet().stream())
        .filter(name -> environment.containsKey(RenamedOptions.variable(name)))
        .forEach(name -> options.put(name, environment.get(RenamedOptions.variable(name))));
    System.getProperties()
        .stringPropertyNames()
        .forEach(
            name -> {
              if (name.startsWith("twinsuite.") || name.startsWith("camel.")) {
                options.put(name, System.getProperty(name));
              }
            });
    return options;
  }
}
