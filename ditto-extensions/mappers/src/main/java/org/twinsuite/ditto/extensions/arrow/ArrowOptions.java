package org.twinsuite.ditto.extensions.arrow;

import java.util.List;
import org.twinsuite.ditto.extensions.option.IdTemplate;
import org.twinsuite.ditto.extensions.option.Option;
import org.twinsuite.ditto.extensions.option.OptionValues;

/**
 * Options of the Arrow mapper.
 *
 * @param thingId thing of a row
 */
public record ArrowOptions(IdTemplate thingId) {

  private static final Option<IdTemplate> THING_ID =
      Option.id(
          "thingId",
          "{thing}",
          "Thing of a row; place `{thing}`, the column of that name",
          "thing");

  /** The options, in the order of the README. */
  public static final List<Option<?>> ALL = List.of(THING_ID);

  public static ArrowOptions of(OptionValues values) {
    return new ArrowOptions(values.get(THING_ID));
  }
}
