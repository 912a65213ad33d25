package org.twinsuite.pipeline.forecast;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.memory.BufferAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.forecast.Forecaster.TwinForecast;
import org.twinsuite.pipeline.history.SeriesSource;
import org.twinsuite.pipeline.store.ForecastScores;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.pipeline.twin.Twins;

/** One round: make what is due, write it to the twins, keep how the forecasts before did. */
public final class ForecastRound implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ForecastRound.class);
  private final Forecaster forecaster;
  private final Sources from;
  private final Twins twins;
  private final ForecastMetrics metrics;

  /** Things whose kept figures were looked up. */
  private final Set<String> lookedUp = new HashSet<>();

  /**
   * What forecasts are made from.
   *
   * @param due which things have new samples
   * @param models who makes them
   * @param scores how those before did
   */
  public record Sources(
      ForecastDue due,
      ForecastPlan plan,
      ThingViews views,
      SeriesSource history,
      Models models,
      ForecastScores scores,
      BufferAllocator allocator) {}

  /**
   * How forecasts are made.
   *
   * @param every event time between two forecasts of one thing
   * @param fallbackStep step of a history whose own is unclear
   * @param level coverage of intervals
   * @param patience how long a model may take for a batch
   * @param learning scored forecasts that tell which errors are usual
   */
  public record Settings(
      Duration every, Duration fallbackStep, double level, Duration patience, int learning) {}

  public ForecastRound(Sources from, Settings settings, Twins twins, MeterRegistry registry) {
    this.from = from;
    this.twins = twins;
    this.metrics = new ForecastMetrics(registry, from.plan());
    this.forecaster = new Forecaster(from, settings);
  }

  /**
   * A forecast that does not reach its twin stays due and is made again in the next round. What is
   * kept of scores comes after the twin: a crash between scores the same forecasts again.
   */
  @Override
  public void run() {
    lookUp();
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    Map<ForecastScores.Key, ForecastScores.Kept> kept = new ConcurrentHashMap<>();
    for (TwinForecast forecast : forecaster.makeDue()) {
      writes.add(
          twins
              .merge(
                  forecast.thingId(),
                  "/features/" + forecast.feature(),
                  forecast.patch(),
                  forecast.thingId() + '/' + forecast.feature() + '@' + forecast.at())
              .whenComplete(
                  (done, failed) -> {
                    if (failed == null) {
                      written(forecast, kept);
                    } else {
                      LOG.warn(
                          "forecast of {} was not written: {}",
                          forecast.thingId(),
                          failed.getMessage());
                    }
                  }));
    }
    CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new))
        .exceptionally(logged -> null)
        .join();
    from.scores().write(kept);
  }

  /**
   * A thing comes to this process when it starts, or when another gives it away: its figures are
   * told from then on, not only when a model has answered again.
   */
  private void lookUp() {
    List<String> things =
        from.due().things().stream()
            .filter(thing -> !lookedUp.contains(thing))
            .filter(thing -> from.views().known(thing).isPresent())
            .toList();
    if (things.isEmpty()) {
      return;
    }
    from.scores().read(things).forEach(this::known);
    lookedUp.addAll(things);
  }

  private void known(ForecastScores.Key key, ForecastScores.Kept kept) {
    from.views()
        .known(key.thingId())
        .ifPresent(view -> known(key, Forecaster.read(key, kept), view));
  }

  private void known(ForecastScores.Key key, ScoreState state, ThingView view) {
    for (ForecastPlan.Line line : from.plan().of(view.context().equipmentClass())) {
      if (line.forecast().equals(key.forecast())) {
        String model = view.models().getOrDefault(line.forecast(), line.model());
        metrics.kept(key, state, model, line.challenger());
      }
    }
  }

  private void written(TwinForecast forecast, Map<ForecastScores.Key, ForecastScores.Kept> kept) {
    Wanted wanted = forecast.wanted();
    from.due().done(wanted.thingId(), wanted.line().forecast(), wanted.sampled());
    metrics.written(forecast);
    if (forecast.score() != null) {
      kept.put(
          Forecaster.key(wanted),
          new ForecastScores.Kept(forecast.at(), forecast.score().state().json()));
    }
  }
}
