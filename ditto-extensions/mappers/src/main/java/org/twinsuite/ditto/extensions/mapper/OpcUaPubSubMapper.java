package org.twinsuite.ditto.extensions.mapper;

import akka.actor.ActorSystem;
import com.typesafe.config.Config;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapper;
import org.twinsuite.ditto.extensions.opcuapubsub.OpcUaPubSubOptions;
import org.twinsuite.ditto.extensions.opcuapubsub.OpcUaPubSubReader;

/** Ditto's entry to the mapping of OPC UA PubSub JSON; made by Ditto. */
public final class OpcUaPubSubMapper extends SampleMapper {

  static final MapperFormat FORMAT =
      new MapperFormat(
          "OpcUaPubSub",
          true,
          OpcUaPubSubOptions.ALL,
          values -> new OpcUaPubSubReader(OpcUaPubSubOptions.of(values)));

  /** Called by Ditto by reflection. */
  public OpcUaPubSubMapper(ActorSystem actorSystem, Config config) {
    super(actorSystem, config, FORMAT);
  }

  private OpcUaPubSubMapper(OpcUaPubSubMapper other) {
    super(other);
  }

  @Override
  public MessageMapper createNewMapperInstance() {
    return new OpcUaPubSubMapper(this);
  }
}
