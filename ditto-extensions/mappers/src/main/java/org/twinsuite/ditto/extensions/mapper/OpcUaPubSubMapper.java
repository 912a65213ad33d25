package org.twinsuite.ditto.extensions.mapper;

import akka.actor.ActorSystem;
import com.typesafe.config.Config;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapper;

/** Ditto's entry to the mapping of OPC UA PubSub JSON; made by Ditto. */
public final class OpcUaPubSubMapper extends SampleMapper {

  /** Called by Ditto by reflection. */
  public OpcUaPubSubMapper(ActorSystem actorSystem, Config config) {
    super(actorSystem, config, MapperFormat.OPC_UA_PUB_SUB);
  }

  private OpcUaPubSubMapper(OpcUaPubSubMapper other) {
    super(other);
  }

  @Override
  public MessageMapper createNewMapperInstance() {
    return new OpcUaPubSubMapper(this);
  }
}
