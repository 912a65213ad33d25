package org.twinsuite.app.change;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.ProductionWindow;
import org.twinsuite.rules.fact.StockLevel;

/** Facts from what an ERP system told the twin. */
final class ErpReader {
  static final String STOCK = "stock:";
  static final String PRODUCTION = "production";

  /** An open end of a free time is as far as the schedule was asked for. */
  private static final Duration AHEAD = Duration.ofDays(14);

  private ErpReader() {}

  static void stock(TwinChange change, String part, JsonObject properties, List<Fact> facts) {
    properties
        .getValue("available")
        .filter(JsonValue::isNumber)
        .ifPresent(
            available ->
                facts.add(
                    new StockLevel(
                        change.thingId(),
                        part,
                        available.asDouble(),
                        delivery(properties),
                        at(change, properties),
                        change.revision())));
  }

  private static Instant delivery(JsonObject properties) {
    return properties
        .getValue("nextDelivery")
        .filter(JsonValue::isString)
        .map(text -> Instant.parse(text.asString()))
        .orElse(null);
  }

  static void windows(TwinChange change, JsonObject properties, List<Fact> facts) {
    JsonValue free = properties.getValue("free").orElse(null);
    if (free == null || !free.isArray()) {
      return;
    }
    Instant at = at(change, properties);
    for (JsonValue item : free.asArray()) {
      JsonObject window = item.asObject();
      facts.add(
          new ProductionWindow(
              change.thingId(),
              end(window, "from", at),
              end(window, "to", at.plus(AHEAD)),
              at,
              change.revision()));
    }
  }

  private static Instant end(JsonObject window, String name, Instant open) {
    String text =
        window.getValue(name).filter(JsonValue::isString).map(JsonValue::asString).orElse("");
    return text.isEmpty() ? open : Instant.parse(text);
  }

  private static Instant at(TwinChange change, JsonObject properties) {
    JsonValue at = properties.getValue("at").orElse(null);
    if (at != null && at.isString()) {
      return Instant.parse(at.asString());
    }
    return change.timestamp() == null ? Instant.EPOCH : change.timestamp();
  }
}
