package org.twinsuite.ditto.extensions.mapper;

import akka.actor.ActorSystem;
import com.typesafe.config.Config;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapper;

/** Ditto's entry to the mapping of Arrow IPC streams; made by Ditto. */
public final class ArrowMapper extends SampleMapper {

  /** Called by Ditto by reflection. */
  public ArrowMapper(ActorSystem actorSystem, Config config) {
    super(actorSystem, config, MapperFormat.ARROW);
  }

  private ArrowMapper(ArrowMapper other) {
    super(other);
  }

  @Override
  public MessageMapper createNewMapperInstance() {
    return new ArrowMapper(this);
  }
}
