package org.twinsuite.ditto.extensions.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonValue;

/** What a connection says about a mapper's options. */
public final class OptionValues {

  /** Ditto's own, read by Ditto. */
  private static final String BLOCKLIST = "content-type-blocklist";

  private final Map<String, JsonValue> values;

  /**
   * @param values option name to value
   * @param known the options there are
   * @throws InvalidOption if an option is given that is none
   */
  public OptionValues(Map<String, JsonValue> values, List<Option<?>> known) {
    this.values = values;
    List<String> names = new ArrayList<>(known.stream().map(Option::name).toList());
    names.add(BLOCKLIST);
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw new InvalidOption(name, "is unknown, there are " + names);
      }
    }
  }

  /**
   * An option's value or default.
   *
   * @throws InvalidOption if the value is not allowed
   */
  public <T> T get(Option<T> option) {
    JsonValue value = values.get(option.name());
    try {
      return option.parser().apply(value == null ? JsonFactory.readFrom(option.fallback()) : value);
    } catch (InvalidOption e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidOption(option.name(), e.getMessage());
    }
  }
}
