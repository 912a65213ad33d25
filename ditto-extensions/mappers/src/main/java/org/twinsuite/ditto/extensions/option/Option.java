package org.twinsuite.ditto.extensions.option;

import java.util.function.Function;
import org.eclipse.ditto.json.JsonValue;

/**
 * One option of a mapper, as written in a connection's {@code mappingDefinitions}.
 *
 * @param name the option's name
 * @param fallback the value if it is not given, as JSON text
 * @param description what it means, for the table in the README
 * @param parser reads and checks a value; says what is wrong by an {@link IllegalArgumentException}
 */
public record Option<T>(
    String name, String fallback, String description, Function<JsonValue, T> parser) {

  /** A text that may not be empty. */
  public static Option<String> text(String name, String fallback, String description) {
    return new Option<>(name, quoted(fallback), description, Option::text);
  }

  /** A whole number within bounds. */
  public static Option<Integer> number(
      String name, int fallback, int least, int most, String description) {
    return new Option<>(
        name,
        Integer.toString(fallback),
        description,
        value -> {
          // Ditto hands on what the user wrote: 30 or "30"
          long number;
          try {
            number = Long.parseLong(value.isString() ? value.asString().strip() : value.toString());
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number, is " + value, e);
          }
          if (number < least || number > most) {
            throw new IllegalArgumentException(
                "must be from " + least + " to " + most + ", is " + number);
          }
          return (int) number;
        });
  }

  /** A thing id made of parts of the message. */
  public static Option<IdTemplate> id(
      String name, String fallback, String description, String... places) {
    return new Option<>(
        name, quoted(fallback), description, value -> IdTemplate.of(text(value), places));
  }

  /** A text that is not empty. */
  public static String text(JsonValue value) {
    if (!value.isString() || value.asString().isBlank()) {
      throw new IllegalArgumentException("must be a text that is not empty, is " + value);
    }
    return value.asString();
  }

  private static String quoted(String text) {
    return JsonValue.of(text).toString();
  }
}
