package org.twinsuite.pipeline.config;

import java.util.Map;
import java.util.function.Function;

/**
 * One configuration option of the app.
 *
 * @param name full property name, e.g. {@code twinsuite.ditto.url}
 * @param defaultValue text used when the property is absent; {@code null} means the option is
 *     required
 * @param parse turns the text into the typed value and throws {@link IllegalArgumentException} with
 *     the reason when it cannot
 * @param description one sentence for the documentation
 * @param secret whether its value must never be shown
 */
public record Option<T>(
    String name,
    String defaultValue,
    Function<String, T> parse,
    String description,
    boolean secret) {

  public Option(String name, String defaultValue, Function<String, T> parse, String description) {
    this(name, defaultValue, parse, description, false);
  }

  /** This option, as one whose value must never be shown. */
  public Option<T> asSecret() {
    return new Option<>(name, defaultValue, parse, description, true);
  }

  /**
   * Reads this option.
   *
   * @throws ConfigException naming the option and the fix when the value is missing or wrong
   */
  public T from(Map<String, String> values) {
    String text = values.getOrDefault(name, defaultValue);
    if (text == null) {
      throw new ConfigException(name + " is not set. Set it: " + description);
    }
    try {
      return parse.apply(text.trim());
    } catch (RuntimeException wrong) {
      throw new ConfigException(
          name + " cannot be read (" + wrong.getMessage() + "). Expected: " + description);
    }
  }
}
