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
                        at(change),
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
    for (JsonValue item : free.asArray()) {
      JsonObject window = item.asObject();
      facts.add(
          new ProductionWindow(
              change.thingId(),
              end(window, "from", at(change)),
              end(window, "to", at(change).plus(AHEAD)),
              at(change),
              change.revision()));
    }
  }

  private static Instant end(JsonObject window, String name, Instant open) {
    String text =
        window.getValue(name).filter(JsonValue::isString).map(JsonValue::asString).orElse("");
    return text.isEmpty() ? open : Instant.parse(text);
  }

  private static Instant at(TwinChange change) {
    return change.timestamp() == null ? Instant.EPOCH : change.timestamp();
  }
}
