package org.twinsuite.pipeline.twin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.work.AsyncLimiter;

/**
 * What the rules found out about things and twins shall show: their health, what is usual for them.
 * Only the newest of each feature matters, so it is kept here until its twin has it, and is made
 * again from the rules' state after a restart.
 */
public final class FeaturePublisher implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(FeaturePublisher.class);
  private static final int AT_ONCE = 64;
  private final Map<String, Map<String, JsonObject>> waiting = new LinkedHashMap<>();
  private final Twins twins;
  private final AsyncLimiter calls = new AsyncLimiter(AT_ONCE);

  public FeaturePublisher(Twins twins) {
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

  /**
   * Writes what waits, many things at once; what cannot be written now waits on, unless Ditto
   * refuses it.
   */
  @Override
  public void process(Exchange exchange) {
    calls.forEach(take().entrySet(), AT_ONCE, this::write).join();
  }

  private CompletableFuture<Void> write(Map.Entry<String, Map<String, JsonObject>> thing) {
    JsonObjectBuilder patch = JsonObject.newBuilder();
    thing
        .getValue()
        .forEach(
            (feature, properties) ->
                patch.set(feature, JsonObject.newBuilder().set("properties", properties).build()));
    return twins
        .merge(thing.getKey(), "/features", patch.build(), null)
        .exceptionally(failed -> failed(thing.getKey(), thing.getValue(), failed));
  }

  private Void failed(String thingId, Map<String, JsonObject> features, Throwable failed) {
    TwinFailure failure = TwinFailure.of(failed);
    if (failure.kind() == TwinFailure.Kind.OUTAGE) {
      again(thingId, features);
    } else {
      LOG.warn("{} does not take {}: {}", thingId, features.keySet(), failure.message());
    }
    return null;
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
