package org.twinsuite.ditto.extensions.mapper;

import akka.actor.ActorSystem;
import com.typesafe.config.Config;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapper;
import org.twinsuite.ditto.extensions.senml.SenmlOptions;
import org.twinsuite.ditto.extensions.senml.SenmlReader;

/** Ditto's entry to the mapping of SenML packs; made by Ditto. */
public final class SenmlMapper extends SampleMapper {

  static final MapperFormat FORMAT =
      new MapperFormat(
          "SenML", false, SenmlOptions.ALL, values -> new SenmlReader(SenmlOptions.of(values)));

  /** Called by Ditto by reflection. */
  public SenmlMapper(ActorSystem actorSystem, Config config) {
    super(actorSystem, config, FORMAT);
  }

  private SenmlMapper(SenmlMapper other) {
    super(other);
  }

  @Override
  public MessageMapper createNewMapperInstance() {
    return new SenmlMapper(this);
  }
}
