package org.twinsuite.ditto.extensions.mapper;

import akka.actor.ActorSystem;
import com.typesafe.config.Config;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.ditto.connectivity.api.ExternalMessage;
import org.eclipse.ditto.connectivity.api.ExternalMessageFactory;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapper;
import org.eclipse.ditto.protocol.Adaptable;
import org.twinsuite.ditto.extensions.sparkplug.Rebirth;
import org.twinsuite.ditto.extensions.sparkplug.SparkplugOptions;
import org.twinsuite.ditto.extensions.sparkplug.SparkplugReader;

/**
 * Ditto's entry to the mapping of Sparkplug B; made by Ditto. Outwards it makes the MQTT command of
 * the live message {@code rebirth}.
 */
public final class SparkplugMapper extends SampleMapper {

  static final MapperFormat FORMAT =
      new MapperFormat(
          "SparkplugB",
          true,
          SparkplugOptions.ALL,
          values -> new SparkplugReader(SparkplugOptions.of(values)));

  /** Called by Ditto by reflection. */
  public SparkplugMapper(ActorSystem actorSystem, Config config) {
    super(actorSystem, config, FORMAT);
  }

  private SparkplugMapper(SparkplugMapper other) {
    super(other);
  }

  @Override
  public MessageMapper createNewMapperInstance() {
    return new SparkplugMapper(this);
  }

  @Override
  public List<ExternalMessage> map(Adaptable adaptable) {
    if (!isLiveSignal(adaptable)
        || !Rebirth.SUBJECT.equals(adaptable.getTopicPath().getSubject().orElse(""))) {
      return List.of();
    }
    Map<String, String> headers = new HashMap<>(adaptable.getDittoHeaders());
    // Ditto publishes to the topic of such a header rather than to the target's address, and these
    // are of the message that led to the request
    headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("mqtt."));
    headers.put(ExternalMessage.CONTENT_TYPE_HEADER, "application/octet-stream");
    return List.of(
        ExternalMessageFactory.newExternalMessageBuilder(headers)
            .withBytes(Rebirth.command(System.currentTimeMillis()))
            .withTopicPath(adaptable.getTopicPath())
            .build());
  }
}
