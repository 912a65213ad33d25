package org.twinsuite.ditto.extensions.opcuapubsub;

import java.util.List;
import org.twinsuite.ditto.extensions.option.IdTemplate;
import org.twinsuite.ditto.extensions.option.Option;
import org.twinsuite.ditto.extensions.option.OptionValues;

/**
 * Options of the OPC UA PubSub mapper.
 *
 * @param thingId thing of a data set writer
 */
public record OpcUaPubSubOptions(IdTemplate thingId) {

  private static final Option<IdTemplate> THING_ID =
      Option.id(
          "thingId",
          "{publisher}:{writer}",
          "Thing of a data set writer; places `{publisher}` (PublisherId) and `{writer}`"
              + " (DataSetWriterName, without one DataSetWriterId)",
          "publisher",
          "writer");

  /** The options, in the order of the README. */
  public static final List<Option<?>> ALL = List.of(THING_ID);

  public static OpcUaPubSubOptions of(OptionValues values) {
    return new OpcUaPubSubOptions(values.get(THING_ID));
  }
}
