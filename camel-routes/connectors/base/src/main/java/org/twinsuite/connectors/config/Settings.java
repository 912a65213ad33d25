package org.twinsuite.connectors.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Validated configuration of one system: every key is known, every required value is there, every
 * value parses.
 */
public final class Settings {

  private final String prefix;
  private final Map<String, String> texts;

  private Settings(String prefix, Map<String, String> texts) {
    this.prefix = prefix;
    this.texts = texts;
  }

  /**
   * Checks everything at once and names every mistake.
   *
   * @param prefix put before option names in errors, such as {@code cmms.plant1.}
   * @param texts keys without the prefix; keys that start with {@code codes.} belong to the {@link
   *     CodeTables}
   * @throws IllegalArgumentException listing all mistakes
   */
  public static Settings of(String prefix, Map<String, String> texts, List<Option<?>> options) {
    List<String> mistakes = new ArrayList<>();
    for (Option<?> option : options) {
      check(option, texts.get(option.name()), mistakes, prefix);
    }
    for (String key : new TreeMap<>(texts).keySet()) {
      if (!key.startsWith("codes.") && options.stream().noneMatch(o -> o.name().equals(key))) {
        mistakes.add(prefix + key + " is not an option; known are " + names(options));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
    return new Settings(prefix, Map.copyOf(texts));
  }

  private static void check(Option<?> option, String text, List<String> mistakes, String prefix) {
    String value = text == null ? option.defaultText() : text;
    if (value == null) {
      mistakes.add(prefix + option.name() + " is missing: " + option.description());
    } else if (!value.isEmpty()) {
      try {
        option.parse().apply(value);
      } catch (IllegalArgumentException e) {
        String shown = option.secret() ? "" : " is '" + value + "'";
        mistakes.add(prefix + option.name() + shown + ": " + e.getMessage());
      }
    }
  }

  private static List<String> names(List<Option<?>> options) {
    return options.stream().<String>map(Option::name).toList();
  }

  /** The value, or null if the option is optional and not set. */
  public <T> T get(Option<T> option) {
    String text = texts.getOrDefault(option.name(), option.defaultText());
    return text.isEmpty() ? null : option.parse().apply(text);
  }

  /** Entries whose key starts with {@code start}, without it. */
  public Map<String, String> below(String start) {
    Map<String, String> found = new TreeMap<>();
    texts.forEach(
        (key, value) -> {
          if (key.startsWith(start)) {
            found.put(key.substring(start.length()), value);
          }
        });
    return found;
  }

  /** The full name of an option, for errors. */
  public String nameOf(Option<?> option) {
    return prefix + option.name();
  }
}
