package org.twinsuite.pipeline.twin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the rules found out about things and twins shall show: their health, what is usual for them.
 * Only the newest of each feature matters, so it is kept here until its twin has it, and is made
 * again from the rules' state after a restart.
 */
public final class TwinNotes implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(TwinNotes.class);
  private final Map<String, Map<String, JsonObject>> waiting = new LinkedHashMap<>();
  private final Twins twins;

  public TwinNotes(Twins twins) {
    this.twins = twins;
  }

  /**
   * Notes properties of a feature; they are merged with those that wait already.
   *
   * @param properties merged into the feature's properties
   */
  public synchronized void note(String thingId, String feature, JsonObject properties) {
    waiting
        .computeIfAbsent(thingId, none -> new LinkedHashMap<>())
        .merge(feature, properties, (older, newer) -> older.toBuilder().setAll(newer).build());
  }

  private synchronized Map<String, Map<String, JsonObject>> take() {
    Map<String, Map<String, JsonObject>> taken = new LinkedHashMap<>(waiting);
    waiting.clear();
    return taken;
  }

  /** Writes what waits; what cannot be written now waits on, unless Ditto refuses it. */
  @Override
  public void process(Exchange exchange) {
    take()
        .forEach(
            (thingId, features) -> {
              JsonObjectBuilder patch = JsonObject.newBuilder();
              features.forEach(
                  (feature, properties) ->
                      patch.set(
                          feature, JsonObject.newBuilder().set("properties", properties).build()));
              try {
                twins.merge(thingId, "/features", patch.build(), null).join();
              } catch (CompletionException failed) {
                if (Twins.isRefused(failed)) {
                  LOG.warn(
                      "{} does not take {}: {}",
                      thingId,
                      features.keySet(),
                      failed.getCause().getMessage());
                } else {
                  again(thingId, features);
                }
              }
            });
  }

  private synchronized void again(String thingId, Map<String, JsonObject> features) {
    features.forEach(
        (feature, properties) ->
            waiting
                .computeIfAbsent(thingId, none -> new LinkedHashMap<>())
                .merge(
                    feature,
                    properties,
                    (newer, older) -> older.toBuilder().setAll(newer).build()));
  }
}
