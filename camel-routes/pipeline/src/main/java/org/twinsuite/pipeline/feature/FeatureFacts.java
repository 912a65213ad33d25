package org.twinsuite.pipeline.feature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.rules.fact.Anomaly;
import org.twinsuite.rules.fact.Driver;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.Quality;

/** Which feature is which fact; one that is none of the suite's own is a measured point. */
public final class FeatureFacts {
  public static final String FORECAST = "forecast:";

  private FeatureFacts() {}

  /**
   * Reads the facts of a feature; what its properties do not mention yields none.
   *
   * @throws IllegalArgumentException naming the feature and the property that cannot be read
   */
  public static void read(FeatureValues values, List<Fact> facts) {
    String feature = values.feature();
    try {
      if (feature.startsWith(FORECAST)) {
        facts.add(forecast(values));
        drift(values, facts);
      } else if (feature.startsWith(Anomaly.PREFIX)) {
        anomaly(values, facts);
      } else if (feature.startsWith(ErpFeatures.STOCK)) {
        ErpFeatures.stock(values, facts);
      } else {
        switch (feature) {
          case Baselines.FEATURE -> facts.addAll(Baselines.read(values));
          case ErpFeatures.PRODUCTION -> ErpFeatures.windows(values, facts);
          case Maintenance.FEATURE -> Maintenance.read(values, facts);
          case DataFindings.FEATURE -> DataFindings.read(values, facts);
          default -> measurement(values, facts);
        }
      }
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("feature " + feature + ": " + wrong.getMessage(), wrong);
    }
  }

  /**
   * What holds until it is told otherwise, so that it is told again to rules that start anew: what
   * is usual, stock, free times of production, open orders of others.
   *
   * @param features of the whole thing
   * @param now what it is dated with where it seems to be later
   */
  public static List<Fact> standing(
      String thingId, JsonObject features, Instant now, long revision) {
    List<Fact> facts = new ArrayList<>();
    for (JsonField field : features) {
      String feature = field.getKeyName();
      FeatureValues values =
          new FeatureValues(
              thingId,
              feature,
              field.getValue().isObject()
                  ? FeatureValues.object(field.getValue().asObject(), "properties")
                  : JsonObject.empty(),
              now,
              now,
              revision);
      try {
        standing(values, facts);
      } catch (IllegalArgumentException unreadable) {
        // Its change was parked with the reason; the thing is judged without it.
      }
    }
    return List.copyOf(facts);
  }

  private static void standing(FeatureValues values, List<Fact> facts) {
    if (values.feature().startsWith(ErpFeatures.STOCK)) {
      ErpFeatures.stock(values, facts);
      return;
    }
    switch (values.feature()) {
      case Baselines.FEATURE -> facts.addAll(Baselines.read(values));
      case ErpFeatures.PRODUCTION -> ErpFeatures.windows(values, facts);
      case Maintenance.FEATURE -> Maintenance.open(values, facts);
      default -> {
        // anything else is told again by its next change
      }
    }
  }

  private static void measurement(FeatureValues values, List<Fact> facts) {
    JsonObject properties = values.properties();
    JsonValue value = properties.getValue("value").orElse(null);
    if (value == null || !(value.isNumber() || value.isNull())) {
      return;
    }
    String severity = FeatureValues.text(FeatureValues.object(properties, "quality"), "severity");
    facts.add(
        new Measurement(
            values.thingId(),
            values.feature(),
            value.isNull() ? Double.NaN : value.asDouble(),
            FeatureValues.text(properties, "unit"),
            Quality.parse(severity),
            values.time(properties, "sourceTimestamp"),
            values.revision()));
  }

  private static Forecast forecast(FeatureValues values) {
    JsonObject properties = values.properties();
    List<Driver> drivers = new ArrayList<>();
    properties
        .getValue("drivers")
        .filter(JsonValue::isArray)
        .ifPresent(
            array ->
                array
                    .asArray()
                    .forEach(
                        item ->
                            drivers.add(
                                new Driver(
                                    FeatureValues.text(item.asObject(), "name"),
                                    FeatureValues.number(item.asObject(), "weight")))));
    return new Forecast(
        values.thingId(),
        values.feature().substring(FORECAST.length()),
        FeatureValues.number(properties, "value"),
        FeatureValues.number(properties, "lower"),
        FeatureValues.number(properties, "upper"),
        FeatureValues.number(properties, "level"),
        FeatureValues.text(properties, "unit"),
        FeatureValues.text(properties, "failureMode"),
        FeatureValues.text(properties, "model"),
        FeatureValues.text(properties, "version"),
        drivers,
        FeatureValues.instant(properties, "from"),
        FeatureValues.whole(properties, "count"),
        FeatureValues.text(properties, "status"),
        values.time(properties, "at"),
        values.revision());
  }

  /** Whether the forecasts are still what they were: 1 if they drifted, 0 if not. */
  private static void drift(FeatureValues values, List<Fact> facts) {
    JsonObject properties = values.properties();
    String verdict = FeatureValues.text(FeatureValues.object(properties, "score"), "drift");
    if (verdict != null && !"learning".equals(verdict)) {
      facts.add(
          new Measurement(
              values.thingId(),
              Forecast.DRIFT_PREFIX + values.feature().substring(FORECAST.length()),
              "steady".equals(verdict) ? 0 : 1,
              "",
              null,
              values.time(properties, "at"),
              values.revision()));
    }
  }

  private static void anomaly(FeatureValues values, List<Fact> facts) {
    JsonObject properties = values.properties();
    double score = FeatureValues.number(properties, "score");
    if (!Double.isNaN(score)) {
      facts.add(
          new Anomaly(
              values.thingId(),
              values.feature().substring(Anomaly.PREFIX.length()),
              score,
              FeatureValues.text(properties, "model"),
              FeatureValues.text(properties, "version"),
              values.time(properties, "at"),
              values.revision()));
    }
  }
}
