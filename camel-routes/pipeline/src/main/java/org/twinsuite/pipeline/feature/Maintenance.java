package org.twinsuite.pipeline.feature;

import java.util.List;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;

/**
 * The feature {@code maintenance}: the suite's own orders in {@code orders} by reference, those
 * somebody else raised in {@code others} by number. An entry has {@code status}, {@code
 * failureMode} and {@code updatedAt}.
 */
final class Maintenance {
  static final String FEATURE = "maintenance";

  private Maintenance() {}

  static void read(FeatureValues values, List<Fact> facts) {
    for (JsonField field : FeatureValues.object(values.properties(), "orders")) {
      JsonObject order = entry(field);
      String status = FeatureValues.text(order, "status");
      if (status != null) {
        facts.add(
            new OrderStatus(
                values.thingId(),
                field.getKeyName(),
                FeatureValues.text(order, "orderNumber"),
                OrderState.parse(status),
                FeatureValues.text(order, "failureMode"),
                FeatureValues.whole(order, "episode"),
                values.time(order, "updatedAt"),
                values.revision()));
      }
    }
    for (JsonField field : FeatureValues.object(values.properties(), "others")) {
      if (FeatureValues.text(entry(field), "status") != null) {
        facts.add(other(values, field));
      }
    }
  }

  /** Open orders of others only. */
  static void open(FeatureValues values, List<Fact> facts) {
    for (JsonField field : FeatureValues.object(values.properties(), "others")) {
      if (FeatureValues.text(entry(field), "status") != null) {
        OpenWorkOrder order = other(values, field);
        if (order.open()) {
          facts.add(order);
        }
      }
    }
  }

  private static OpenWorkOrder other(FeatureValues values, JsonField field) {
    JsonObject order = entry(field);
    return new OpenWorkOrder(
        values.thingId(),
        field.getKeyName(),
        FeatureValues.text(order, "failureMode"),
        !OrderState.parse(FeatureValues.text(order, "status")).closed(),
        values.time(order, "updatedAt"),
        values.revision());
  }

  private static JsonObject entry(JsonField field) {
    return field.getValue().isObject() ? field.getValue().asObject() : JsonObject.empty();
  }
}
