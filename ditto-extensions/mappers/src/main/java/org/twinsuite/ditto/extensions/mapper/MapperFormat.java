package org.twinsuite.ditto.extensions.mapper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.twinsuite.ditto.extensions.arrow.ArrowOptions;
import org.twinsuite.ditto.extensions.arrow.ArrowReader;
import org.twinsuite.ditto.extensions.opcuapubsub.OpcUaPubSubOptions;
import org.twinsuite.ditto.extensions.opcuapubsub.OpcUaPubSubReader;
import org.twinsuite.ditto.extensions.option.Option;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.ditto.extensions.senml.SenmlOptions;
import org.twinsuite.ditto.extensions.senml.SenmlReader;
import org.twinsuite.ditto.extensions.sparkplug.SparkplugOptions;
import org.twinsuite.ditto.extensions.sparkplug.SparkplugReader;
import org.twinsuite.ditto.extensions.twin.TwinOptions;

/** The payload formats, each with its alias, its options and its reader. */
enum MapperFormat {
  SPARKPLUG(
      "SparkplugB",
      true,
      SparkplugOptions.ALL,
      values -> new SparkplugReader(SparkplugOptions.of(values))),
  SENML("SenML", false, SenmlOptions.ALL, values -> new SenmlReader(SenmlOptions.of(values))),
  OPC_UA_PUB_SUB(
      "OpcUaPubSub",
      true,
      OpcUaPubSubOptions.ALL,
      values -> new OpcUaPubSubReader(OpcUaPubSubOptions.of(values))),
  ARROW("ArrowIpc", false, ArrowOptions.ALL, values -> new ArrowReader(ArrowOptions.of(values)));

  private final String alias;
  private final boolean needsOrder;
  private final List<Option<?>> own;
  private final Function<OptionValues, SampleReader> reader;

  MapperFormat(
      String alias,
      boolean needsOrder,
      List<Option<?>> own,
      Function<OptionValues, SampleReader> reader) {
    this.alias = alias;
    this.needsOrder = needsOrder;
    this.own = own;
    this.reader = reader;
  }

  /** The {@code mappingEngine} of a connection. */
  String alias() {
    return alias;
  }

  /** Whether one instance must see all messages of the connection. */
  boolean needsOrder() {
    return needsOrder;
  }

  /** The format's own options, without those of every mapper. */
  List<Option<?>> ownOptions() {
    return own;
  }

  /** All options. */
  List<Option<?>> options() {
    List<Option<?>> all = new ArrayList<>(own);
    all.addAll(TwinOptions.ALL);
    return all;
  }

  SampleReader reader(OptionValues values) {
    return reader.apply(values);
  }
}
