package org.twinsuite.pipeline.feature;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.ProductionWindow;
import org.twinsuite.rules.fact.StockLevel;

/**
 * What an ERP system told the twin: {@code stock:<part>} with {@code available}, {@code
 * nextDelivery} and {@code leadTimeHours}, and {@code production} with the list {@code free}.
 */
public final class ErpFeatures {
  public static final String STOCK = "stock:";
  public static final String PRODUCTION = "production";

  /** An open end of a free time is as far as the schedule was asked for. */
  private static final Duration AHEAD = Duration.ofDays(14);

  private ErpFeatures() {}

  static void stock(FeatureValues values, List<Fact> facts) {
    JsonObject properties = values.properties();
    double available = FeatureValues.number(properties, "available");
    if (Double.isNaN(available)) {
      return;
    }
    double lead = FeatureValues.number(properties, "leadTimeHours");
    facts.add(
        new StockLevel(
            values.thingId(),
            values.feature().substring(STOCK.length()),
            available,
            FeatureValues.instant(properties, "nextDelivery"),
            lead >= 0 ? Duration.ofMinutes(Math.round(lead * 60)) : null,
            values.time(properties, "at"),
            values.revision()));
  }

  static void windows(FeatureValues values, List<Fact> facts) {
    JsonValue free = values.properties().getValue("free").orElse(null);
    if (free == null || !free.isArray()) {
      return;
    }
    Instant at = values.time(values.properties(), "at");
    if (free.asArray().isEmpty()) {
      facts.add(ProductionWindow.none(values.thingId(), at, values.revision()));
    }
    for (JsonValue item : free.asArray()) {
      JsonObject window = item.isObject() ? item.asObject() : JsonObject.empty();
      Instant from = FeatureValues.instant(window, "from");
      Instant to = FeatureValues.instant(window, "to");
      facts.add(
          new ProductionWindow(
              values.thingId(),
              from == null ? at : from,
              to == null ? at.plus(AHEAD) : to,
              at,
              values.revision()));
    }
  }
}
