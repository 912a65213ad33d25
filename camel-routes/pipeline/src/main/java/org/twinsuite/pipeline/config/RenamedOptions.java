package org.twinsuite.pipeline.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Options that have a new name; the former one still works, with a warning. */
final class RenamedOptions {
  private static final Logger LOG = LoggerFactory.getLogger(RenamedOptions.class);

  /** Former name to present name. */
  static final Map<String, String> NAMES = Map.of("twinsuite.rules.rung", "twinsuite.rules.level");

  private RenamedOptions() {}

  /**
   * The options under their present names.
   *
   * @throws ConfigException if an option is set by both names to different values
   */
  static Map<String, String> present(Map<String, String> values) {
    Map<String, String> present = new TreeMap<>(values);
    NAMES.forEach(
        (former, name) -> {
          String value = present.remove(former);
          if (value == null) {
            return;
          }
          String other = present.putIfAbsent(name, value);
          if (other != null && !other.equals(value)) {
            throw new ConfigException(
                former + " is the former name of " + name + "; both are set. Remove " + former);
          }
          LOG.warn("{} is now called {}; please rename it", former, name);
        });
    return present;
  }

  /** The environment variable of an option. */
  static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
