package org.twinsuite.pipeline.change;

import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.twinsuite.pipeline.feature.Baselines;
import org.twinsuite.pipeline.twin.FeaturePublisher;
import org.twinsuite.rules.engine.Outcome;
import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.health.Health;

/** What the rules found out beside actions: health and baselines, for the twins to show. */
record Findings(FeaturePublisher notes) {

  void of(Outcome outcome) {
    for (Health health : outcome.health()) {
      notes.note(health.thingId(), "health", properties(health));
    }
    for (Baseline baseline : outcome.learned()) {
      notes.note(baseline.thingId(), Baselines.FEATURE, Baselines.properties(baseline));
    }
  }

  private static JsonObject properties(Health health) {
    JsonObjectBuilder properties =
        JsonObject.newBuilder()
            .set("level", health.level().name().toLowerCase(java.util.Locale.ROOT))
            .set("own", health.own().name().toLowerCase(java.util.Locale.ROOT))
            .set("parts", health.parts())
            .set("affected", health.affected())
            .set("at", health.at().toString());
    return properties.set("cause", health.cause() == null ? "" : health.cause()).build();
  }
}
