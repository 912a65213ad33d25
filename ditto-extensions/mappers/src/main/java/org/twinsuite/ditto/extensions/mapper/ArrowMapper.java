package org.twinsuite.ditto.extensions.mapper;

import akka.actor.ActorSystem;
import com.typesafe.config.Config;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapper;
import org.twinsuite.ditto.extensions.arrow.ArrowOptions;
import org.twinsuite.ditto.extensions.arrow.ArrowReader;

/** Ditto's entry to the mapping of Arrow IPC streams; made by Ditto. */
public final class ArrowMapper extends SampleMapper {

  static final MapperFormat FORMAT =
      new MapperFormat(
          "ArrowIpc", false, ArrowOptions.ALL, values -> new ArrowReader(ArrowOptions.of(values)));

  /** Called by Ditto by reflection. */
  public ArrowMapper(ActorSystem actorSystem, Config config) {
    super(actorSystem, config, FORMAT);
  }

  private ArrowMapper(ArrowMapper other) {
    super(other);
  }

  @Override
  public MessageMapper createNewMapperInstance() {
    return new ArrowMapper(this);
  }
}
