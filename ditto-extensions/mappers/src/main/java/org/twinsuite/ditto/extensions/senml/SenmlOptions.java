package org.twinsuite.ditto.extensions.senml;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.option.IdTemplate;
import org.twinsuite.ditto.extensions.option.Option;
import org.twinsuite.ditto.extensions.option.OptionValues;

/**
 * Options of the SenML mapper.
 *
 * @param name splits a full name into device and tag
 * @param thingId thing of a device
 */
public record SenmlOptions(Pattern name, IdTemplate thingId) {

  private static final Option<Pattern> NAME =
      new Option<>(
          "name",
          "\"(?<device>.+)[/:](?<tag>[^/:]+)\"",
          "Regular expression for full names with the groups `device` and `tag`; by default the tag"
              + " stands after the last `/` or `:`",
          SenmlOptions::pattern);
  private static final Option<IdTemplate> THING_ID =
      Option.id("thingId", "{device}", "Thing of a device; place `{device}`", "device");

  /** The options, in the order of the README. */
  public static final List<Option<?>> ALL = List.of(NAME, THING_ID);

  public static SenmlOptions of(OptionValues values) {
    return new SenmlOptions(values.get(NAME), values.get(THING_ID));
  }

  private static Pattern pattern(JsonValue value) {
    String text = value.isString() ? value.asString() : value.toString();
    if (!text.contains("(?<device>") || !text.contains("(?<tag>")) {
      throw new IllegalArgumentException("must have the groups (?<device>...) and (?<tag>...)");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "is not a valid regular expression: " + e.getDescription() + " at " + e.getIndex(), e);
    }
  }
}
