package org.twinsuite.ditto.extensions.mapper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.twinsuite.ditto.extensions.option.Option;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.ditto.extensions.twin.TwinOptions;

/**
 * A payload format. Each is named by its mapper only, so that a jar can leave it out.
 *
 * @param alias the {@code mappingEngine} of a connection
 * @param needsOrder whether one instance must see all messages of the connection
 * @param ownOptions the format's own options, without those of every mapper
 * @param readers makes its reader
 */
record MapperFormat(
    String alias,
    boolean needsOrder,
    List<Option<?>> ownOptions,
    Function<OptionValues, SampleReader> readers) {

  /** All options. */
  List<Option<?>> options() {
    List<Option<?>> all = new ArrayList<>(ownOptions);
    all.addAll(TwinOptions.ALL);
    return all;
  }

  SampleReader reader(OptionValues values) {
    return readers.apply(values);
  }

  @Override
  public String toString() {
    return alias;
  }
}
