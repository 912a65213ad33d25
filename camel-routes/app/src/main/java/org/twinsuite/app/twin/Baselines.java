package org.twinsuite.app.twin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.rules.fact.Baseline;

/** The feature {@code baselines}: what is usual for a thing, by derived signal. */
public final class Baselines {
  public static final String FEATURE = "baselines";

  private Baselines() {}

  /** Properties of the feature for one baseline. */
  public static JsonObject properties(Baseline baseline) {
    return JsonObject.newBuilder()
        .set(
            baseline.source(),
            JsonObject.newBuilder()
                .set("usual", baseline.usual())
                .set("count", baseline.count())
                .set("at", baseline.at().toString())
                .build())
        .build();
  }

  /**
   * Reads the feature's properties.
   *
   * @throws IllegalArgumentException naming the signal whose baseline cannot be read
   */
  public static List<Baseline> read(String thingId, JsonObject properties, long revision) {
    List<Baseline> baselines = new ArrayList<>();
    for (JsonField field : properties) {
      JsonObject body =
          field.getValue().isObject() ? field.getValue().asObject() : JsonObject.empty();
      JsonValue usual = body.getValue("usual").orElse(null);
      if (usual == null || !usual.isNumber()) {
        throw new IllegalArgumentException(field.getKeyName() + "/usual must be a number");
      }
      baselines.add(
          new Baseline(
              thingId,
              field.getKeyName(),
              usual.asDouble(),
              body.getValue("count").filter(JsonValue::isNumber).map(JsonValue::asInt).orElse(0),
              body.getValue("at")
                  .filter(JsonValue::isString)
                  .map(text -> Instant.parse(text.asString()))
                  .orElse(Instant.EPOCH),
              revision));
    }
    return baselines;
  }
}
