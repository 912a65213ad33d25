package org.twinsuite.pipeline.forecast;

import java.time.Instant;
import java.util.List;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.pipeline.history.SeriesSource;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.fact.Measurement;

/**
 * The forecasts one thing would get from other samples than its own: made as the live ones are, and
 * written nowhere.
 *
 * @param from what live forecasts are made from; only read
 * @param settings how live forecasts are made
 */
public record Trial(ForecastRound.Sources from, ForecastRound.Settings settings) {

  /**
   * A forecast.
   *
   * @param feature its id in the twin
   * @param at time of the newest sample it stands on
   * @param patch body of the feature
   */
  public record Made(String feature, Instant at, JsonObject patch) {}

  /**
   * @param views knows the thing
   * @param renewed samples before it tell of parts that are gone; null if there is no such time
   * @param seen samples up to the time of the forecast, for units and the time itself
   * @param history the thing's samples
   */
  public List<Made> make(
      String thingId,
      ThingViews views,
      Instant renewed,
      List<Measurement> seen,
      SeriesSource history) {
    ForecastDue due = new ForecastDue(settings.every());
    seen.forEach(due::seen);
    if (renewed != null) {
      due.renewed(thingId, renewed);
    }
    return new Forecaster(
            new ForecastRound.Sources(
                due, from.plan(), views, history, from.models(), from.scores(), from.allocator()),
            settings)
        .makeDue().stream().map(made -> new Made(made.feature(), made.at(), made.patch())).toList();
  }
}
