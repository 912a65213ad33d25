package org.twinsuite.pipeline.forecast;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.pipeline.forecast.Forecaster.TwinForecast;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.ForecastScores;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.rules.fact.Measurement;

/** A pump with hourly samples, a forecaster over them, and the database its scores are kept in. */
final class WatchedPump implements AutoCloseable {
  static final String THING = "plant:pump-1";
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  final BufferAllocator allocator = new RootAllocator();
  final ForecastScores scores;
  private final Database database;
  private final History history = History.open(Path.of(":memory:"));
  private final ForecastPlan plan;
  private final Models models;
  private final ThingViews views =
      new ThingViews(
          id -> Optional.of(JsonObject.newBuilder().set("definition", "plant:pump:1.0.0").build()));
  private ForecastDue due;
  private Forecaster forecaster;

  WatchedPump(String plan, Models models) throws IOException {
    this.plan = ForecastPlan.read(new StringReader(plan));
    this.models = models;
    this.database =
        Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    this.scores = new ForecastScores(database);
    restart();
  }

  /** As after a restart of the app: only history and database are left. */
  void restart() {
    due = new ForecastDue(HOUR);
    views.load(THING, START);
    forecaster =
        new Forecaster(
            new ForecastRound.Sources(due, plan, views, history, models, scores, allocator),
            new ForecastRound.Settings(HOUR, HOUR, 0.9, Duration.ofMinutes(1), 20));
  }

  static Instant hour(int hour) {
    return START.plus(HOUR.multipliedBy(hour));
  }

  /** A sample came. */
  void sample(int hour, String feature, double value) {
    history.add(List.of(new Sample(THING, feature, hour(hour).toEpochMilli(), value, hour + 1)));
    due.seen(new Measurement(THING, feature, value, "mm/s", null, hour(hour), hour + 1));
  }

  /** Its parts were renewed. */
  void renewed(int hour) {
    due.renewed(THING, hour(hour));
  }

  /** What a round makes; all of it reaches the twin. */
  List<TwinForecast> round() {
    List<TwinForecast> made = forecaster.makeDue();
    for (TwinForecast forecast : made) {
      due.done(THING, forecast.wanted().line().forecast(), forecast.wanted().sampled());
      if (forecast.score() != null) {
        scores.write(
            java.util.Map.of(
                Forecaster.key(forecast.wanted()),
                new ForecastScores.Kept(forecast.at(), forecast.score().state().json())));
      }
    }
    return made;
  }

  /** What the app runs, over the same things. */
  ForecastRound round(Twins twins, MeterRegistry registry) {
    return new ForecastRound(
        new ForecastRound.Sources(due, plan, views, history, models, scores, allocator),
        new ForecastRound.Settings(HOUR, HOUR, 0.9, Duration.ofMinutes(1), 20),
        twins,
        registry);
  }

  /** Properties of the only forecast of a round after a sample. */
  JsonObject after(int hour, double value) {
    sample(hour, "vibration", value);
    return properties(round().get(0));
  }

  static JsonObject properties(TwinForecast forecast) {
    return forecast.patch().getValue("properties").orElseThrow().asObject();
  }

  @Override
  public void close() throws Exception {
    history.close();
    database.close();
    models.close();
    allocator.close();
  }
}
