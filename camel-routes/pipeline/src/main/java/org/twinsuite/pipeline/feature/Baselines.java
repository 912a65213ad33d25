package org.twinsuite.pipeline.feature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
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
   * @throws IllegalArgumentException naming the signal whose baseline cannot be read
   */
  static List<Baseline> read(FeatureValues values) {
    List<Baseline> baselines = new ArrayList<>();
    for (JsonField field : values.properties()) {
      JsonObject body =
          field.getValue().isObject() ? field.getValue().asObject() : JsonObject.empty();
      double usual = FeatureValues.number(body, "usual");
      if (Double.isNaN(usual)) {
        throw new IllegalArgumentException(field.getKeyName() + "/usual must be a number");
      }
      Instant at = FeatureValues.instant(body, "at");
      baselines.add(
          new Baseline(
              values.thingId(),
              field.getKeyName(),
              usual,
              FeatureValues.whole(body, "count"),
              at == null ? Instant.EPOCH : at,
              values.revision()));
    }
    return baselines;
  }
}
