package org.twinsuite.pipeline.erp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.cmms.Window;
import org.twinsuite.connectors.erp.Erp;
import org.twinsuite.connectors.erp.Spares.Stock;
import org.twinsuite.pipeline.feature.ErpFeatures;
import org.twinsuite.pipeline.observe.SystemStates;
import org.twinsuite.pipeline.twin.ErpPlace;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.pipeline.twin.Twins;

/**
 * Brings what the ERP systems know into the twins: the stock of a thing's parts as features {@code
 * stock:<part>}, the times production leaves free as feature {@code production}. Both come back as
 * changes and are facts for the rules then. A twin is written when something is different, and once
 * a day.
 */
public final class ErpFacts implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(ErpFacts.class);
  private static final Duration AHEAD = Duration.ofDays(14);

  /** Free times without an end count from when they were written, so they are written again. */
  private static final Duration AT_LEAST = Duration.ofDays(1);

  private static final Duration SHORTEST = Duration.ofHours(2);

  private final Erps erps;
  private final ThingViews views;
  private final Twins twins;
  private final SystemStates states;
  private final InstantSource clock;
  private final Map<String, Written> written = new ConcurrentHashMap<>();

  /** What a twin has, and when it was written in the plant's time. */
  private record Written(JsonObject features, Instant at) {}

  /**
   * @param clock what time it is in the plant
   */
  public ErpFacts(
      Erps erps, ThingViews views, Twins twins, SystemStates states, InstantSource clock) {
    this.erps = erps;
    this.views = views;
    this.twins = twins;
    this.states = states;
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    for (ThingView view : views.all()) {
      ErpPlace place = view.erp();
      Erp system = place == null ? null : erps.all().get(place.system());
      if (system == null) {
        continue;
      }
      try {
        write(view.context().thingId(), features(system, place));
        states.up("erp:" + place.system());
      } catch (ConnectorFailure away) {
        states.down("erp:" + place.system(), away.getMessage());
      } catch (CompletionException refused) {
        LOG.warn(
            "{} does not take what its ERP system says: {}",
            view.context().thingId(),
            refused.getCause().getMessage());
      }
    }
  }

  private JsonObject features(Erp system, ErpPlace place) {
    JsonObjectBuilder features = JsonObject.newBuilder();
    if (place.plant() != null) {
      place
          .parts()
          .forEach(
              (part, material) ->
                  features.set(
                      ErpFeatures.STOCK + part, stock(system.stock(material, place.plant()))));
      if (place.workCenter() != null) {
        features.set(ErpFeatures.PRODUCTION, windows(system, place));
      }
    }
    return features.build();
  }

  private static JsonObject stock(Stock stock) {
    return properties(
        JsonObject.newBuilder()
            .set("material", stock.material())
            .set("available", stock.quantity().doubleValue())
            .set("unit", stock.unit())
            .build());
  }

  private JsonObject windows(Erp system, ErpPlace place) {
    Instant now = clock.instant();
    JsonArrayBuilder free = JsonArray.newBuilder();
    for (Window window :
        system.idle(
            place.plant(), place.workCenter(), new Window(now, now.plus(AHEAD)), SHORTEST)) {
      // The present moves on; only what production plans makes a difference.
      String from = window.from().equals(now) ? "" : window.from().toString();
      String to = window.to().equals(now.plus(AHEAD)) ? "" : window.to().toString();
      free.add(JsonObject.newBuilder().set("from", from).set("to", to).build());
    }
    return properties(JsonObject.newBuilder().set("free", free.build()).build());
  }

  private static JsonObject properties(JsonObject values) {
    return JsonObject.newBuilder().set("properties", values).build();
  }

  private void write(String thingId, JsonObject features) {
    Written known = written.get(thingId);
    Instant now = clock.instant();
    if (features.isEmpty()
        || known != null
            && known.features().equals(features)
            && now.isBefore(known.at().plus(AT_LEAST))) {
      return;
    }
    twins.merge(thingId, "/features", dated(features), null).join();
    written.put(thingId, new Written(features, now));
  }

  /** When it was so, in the plant's time; it makes no difference by itself. */
  private JsonObject dated(JsonObject features) {
    JsonObjectBuilder dated = JsonObject.newBuilder();
    for (JsonField feature : features) {
      JsonObject values = feature.getValue().asObject().getValue("properties").get().asObject();
      dated.set(feature.getKey(), properties(values.setValue("at", clock.instant().toString())));
    }
    return dated.build();
  }
}
