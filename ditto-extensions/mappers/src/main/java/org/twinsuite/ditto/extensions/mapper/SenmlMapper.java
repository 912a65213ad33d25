package org.twinsuite.ditto.extensions.mapper;

import akka.actor.ActorSystem;
import com.typesafe.config.Config;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapper;

/** Ditto's entry to the mapping of SenML packs; made by Ditto. */
public final class SenmlMapper extends SampleMapper {

  /** Called by Ditto by reflection. */
  public SenmlMapper(ActorSystem actorSystem, Config config) {
    super(actorSystem, config, MapperFormat.SENML);
  }

  private SenmlMapper(SenmlMapper other) {
    super(other);
  }

  @Override
  public MessageMapper createNewMapperInstance() {
    return new SenmlMapper(this);
  }
}
