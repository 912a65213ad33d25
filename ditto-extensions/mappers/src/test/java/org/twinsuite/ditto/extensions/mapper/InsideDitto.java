package org.twinsuite.ditto.extensions.mapper;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.eclipse.ditto.connectivity.api.ExternalMessageFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.protocol.ProtocolFactory;

/**
 * Maps one payload with each mapper that Ditto finds. Knows only Ditto and the JDK, so that it can
 * be loaded beside a Ditto of another class loader.
 */
public final class InsideDitto implements Callable<Map<String, String>> {

  private final Map<String, byte[]> payloads;

  /**
   * @param payloads mapper's alias to a payload
   */
  public InsideDitto(Map<String, byte[]> payloads) {
    this.payloads = payloads;
  }

  /** Mapper's alias to the Ditto message. */
  @Override
  public Map<String, String> call() {
    Map<String, String> messages = new TreeMap<>();
    try (DittoMappers ditto = new DittoMappers()) {
      payloads.forEach(
          (alias, payload) ->
              messages.put(
                  alias,
                  ditto
                      .mapper(alias, JsonObject.of("{\"units\":{\"temp\":\"K\"}}"))
                      .map(
                          ExternalMessageFactory.newExternalMessageBuilder(
                                  Map.of("mqtt.topic", "spBv1.0/org.test/NBIRTH/m0"))
                              .withBytes(payload)
                              .build())
                      .stream()
                      .map(ProtocolFactory::wrapAsJsonifiableAdaptable)
                      .map(adaptable -> adaptable.toJsonString())
                      .reduce("", String::concat)));
    }
    return messages;
  }

  static List<String> aliases() {
    return List.of("ArrowIpc", "OpcUaPubSub", "SenML", "SparkplugB");
  }
}
