package org.twinsuite.connectors.config;

import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The translation between the suite's terms and one system's codes. A properties file with lines
 * {@code table.from=to}, for example {@code priority.1=2}, {@code status.WAPPR=WAITING_APPROVAL},
 * {@code failure.bearing-wear=PUMPS}. Sites rename all of these, so none is in code.
 */
public final class CodeTables {

  private final Map<String, Map<String, String>> tables;

  private CodeTables(Map<String, Map<String, String>> tables) {
    this.tables = tables;
  }

  /** Option that names the file. */
  public static Option<String> location(String defaultLocation) {
    return Option.text(
        "codes",
        "code tables: classpath:NAME or a file; keys codes.TABLE.FROM override",
        defaultLocation);
  }

  /**
   * Reads the file the option names and puts the configuration's own {@code codes.*} entries over
   * it.
   */
  public static CodeTables of(Settings settings, Option<String> location) {
    Properties lines = new Properties();
    try (Reader reader = Location.open(settings.get(location))) {
      lines.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          settings.nameOf(location) + " cannot be read: " + settings.get(location), e);
    }
    Map<String, String> all = new TreeMap<>();
    lines.stringPropertyNames().forEach(key -> all.put(key, lines.getProperty(key).strip()));
    all.putAll(settings.below("codes."));
    return of(all);
  }

  /** From entries {@code table.from -> to}. */
  public static CodeTables of(Map<String, String> entries) {
    Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    entries.forEach(
        (key, value) -> {
          int dot = key.indexOf('.');
          if (dot < 1) {
            throw new IllegalArgumentException("codes entry '" + key + "' must read table.from=to");
          }
          tables
              .computeIfAbsent(key.substring(0, dot), t -> new TreeMap<>())
              .put(key.substring(dot + 1), value);
        });
    return new CodeTables(tables);
  }

  /** The entry for {@code from}; empty if {@code from} is null or has no line. */
  public Optional<String> find(String table, String from) {
    if (from == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(tables.getOrDefault(table, Map.of()).get(from));
  }

  /** All lines of a table, in the order of their keys. */
  public Map<String, String> table(String table) {
    return Map.copyOf(tables.getOrDefault(table, Map.of()));
  }
}
