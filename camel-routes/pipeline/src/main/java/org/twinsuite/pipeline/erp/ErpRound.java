package org.twinsuite.pipeline.erp;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.Window;
import org.twinsuite.connectors.erp.Erp;
import org.twinsuite.connectors.erp.Spares.Stock;
import org.twinsuite.pipeline.feature.ErpFeatures;
import org.twinsuite.pipeline.twin.ErpPlace;

/**
 * One poll of one ERP system: each material of a plant and each work centre is asked for once,
 * however many things share it.
 */
final class ErpRound {
  private static final Logger LOG = LoggerFactory.getLogger(ErpRound.class);
  private static final Duration AHEAD = Duration.ofDays(14);
  private static final Duration SHORTEST = Duration.ofHours(2);

  /** After so many calls in a row without an answer the system is not asked any more. */
  private static final int PATIENCE = 3;

  private final Erp system;
  private final Instant now;
  private final Map<String, Optional<JsonObject>> answers = new HashMap<>();
  private int unanswered;
  private String failure;

  ErpRound(Erp system, Instant now) {
    this.system = system;
    this.now = now;
  }

  /** Why the system did not answer everything; null when it did. */
  String failure() {
    return failure;
  }

  /** Features of a thing at this place, without those the system does not tell now. */
  JsonObject features(ErpPlace place) {
    JsonObjectBuilder features = JsonObject.newBuilder();
    if (place.plant() != null) {
      place
          .parts()
          .forEach(
              (part, material) ->
                  once(
                          "stock " + place.plant() + ' ' + material,
                          () -> stock(system.stock(material, place.plant())))
                      .ifPresent(stock -> features.set(ErpFeatures.STOCK + part, stock)));
      if (place.workCenter() != null) {
        once("idle " + place.plant() + ' ' + place.workCenter(), () -> windows(place))
            .ifPresent(windows -> features.set(ErpFeatures.PRODUCTION, windows));
      }
    }
    return features.build();
  }

  private Optional<JsonObject> once(String question, Supplier<JsonObject> call) {
    Optional<JsonObject> known = answers.get(question);
    if (known == null) {
      known = ask(question, call);
      answers.put(question, known);
    }
    return known;
  }

  private Optional<JsonObject> ask(String question, Supplier<JsonObject> call) {
    if (unanswered >= PATIENCE) {
      return Optional.empty();
    }
    try {
      JsonObject answer = call.get();
      unanswered = 0;
      return Optional.of(answer);
    } catch (RejectedByTarget refused) {
      unanswered = 0;
      LOG.warn("{}: {}", question, refused.getMessage());
    } catch (RetryableFailure away) {
      unanswered++;
      failure = away.getMessage();
    }
    return Optional.empty();
  }

  private static JsonObject stock(Stock stock) {
    return properties(
        JsonObject.newBuilder()
            .set("material", stock.material())
            .set("available", stock.quantity().doubleValue())
            .set("unit", stock.unit())
            .build());
  }

  private JsonObject windows(ErpPlace place) {
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

  static JsonObject properties(JsonObject values) {
    return JsonObject.newBuilder().set("properties", values).build();
  }
}
