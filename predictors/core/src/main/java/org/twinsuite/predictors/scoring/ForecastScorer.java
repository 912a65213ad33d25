package org.twinsuite.predictors.scoring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps forecasts until their truth arrives and scores each model per thing and forecast, in
 * bounded memory. A truth counts for every waiting forecast whose target it reaches no later than
 * the tolerance; one that it reaches later is dropped unscored. Truths of a stream are expected in
 * the order of time. Not safe for concurrent use; deterministic; {@link #state} is all there is to
 * keep.
 */
public final class ForecastScorer {

  /** What a forecast is told apart by, besides its model. */
  private record Stream(String thing, String forecast) {}

  private static final class Tracked {
    private final Deque<PastForecast> pending = new ArrayDeque<>();
    private RunningScore score = RunningScore.NEW;
    private long unscored;
  }

  /**
   * One model's part of the state.
   *
   * @param score running figures
   * @param unscored forecasts that got no truth
   * @param pending forecasts that wait, in the order of their issue
   */
  public record Entry(
      String thing,
      String forecast,
      String model,
      RunningScore score,
      long unscored,
      List<PastForecast> pending) {

    public Entry {
      pending = List.copyOf(pending);
    }
  }

  private final ScoringConfig config;
  private final Map<Stream, Map<String, Tracked>> streams;

  public ForecastScorer(ScoringConfig config) {
    this.config = config;
    this.streams = bounded(config.mostStreams());
  }

  /** Goes on where another left off; entries beyond the bounds of the configuration give way. */
  public static ForecastScorer resume(ScoringConfig config, List<Entry> state) {
    ForecastScorer scorer = new ForecastScorer(config);
    for (Entry entry : state) {
      Tracked tracked = scorer.tracked(entry.thing(), entry.forecast(), entry.model());
      tracked.score = entry.score();
      tracked.unscored = entry.unscored();
      int most = Math.min(config.mostPending(), entry.pending().size());
      tracked.unscored += entry.pending().size() - most;
      tracked.pending.addAll(
          entry.pending().subList(entry.pending().size() - most, entry.pending().size()));
    }
    return scorer;
  }

  /** Takes a forecast that was just issued. */
  public void issued(PastForecast forecast) {
    await(tracked(forecast.thing(), forecast.forecast(), forecast.model()), forecast);
  }

  /**
   * Takes a truth.
   *
   * @param at when it was so
   * @param truth NaN = missing, which scores nothing
   * @return the forecasts it scored, by model and in the order of their issue
   */
  public List<Scored> truth(String thing, String forecast, Instant at, double truth) {
    Map<String, Tracked> models = streams.get(new Stream(thing, forecast));
    if (models == null || Double.isNaN(truth)) {
      return List.of();
    }
    List<Scored> all = new ArrayList<>();
    for (Tracked tracked : models.values()) {
      Iterator<PastForecast> pending = tracked.pending.iterator();
      while (pending.hasNext()) {
        PastForecast waiting = pending.next();
        if (waiting.target().isAfter(at)) {
          continue;
        }
        pending.remove();
        if (waiting.target().plus(config.tolerance()).isBefore(at)) {
          tracked.unscored++;
        } else {
          Scored scored = new Scored(waiting, truth);
          tracked.score = tracked.score.after(scored, config);
          all.add(scored);
        }
      }
    }
    return all;
  }

  /** Running figures of a model; empty if it never forecast, or is forgotten. */
  public Optional<RunningScore> score(String thing, String forecast, String model) {
    return Optional.ofNullable(streams.get(new Stream(thing, forecast)))
        .map(models -> models.get(model))
        .map(tracked -> tracked.score);
  }

  /** Everything, the streams silent longest first. */
  public List<Entry> state() {
    List<Entry> entries = new ArrayList<>();
    streams.forEach(
        (stream, models) ->
            models.forEach(
                (model, tracked) ->
                    entries.add(
                        new Entry(
                            stream.thing(),
                            stream.forecast(),
                            model,
                            tracked.score,
                            tracked.unscored,
                            List.copyOf(tracked.pending)))));
    return entries;
  }

  private Tracked tracked(String thing, String forecast, String model) {
    return streams
        .computeIfAbsent(new Stream(thing, forecast), key -> bounded(config.mostModels()))
        .computeIfAbsent(model, key -> new Tracked());
  }

  private void await(Tracked tracked, PastForecast forecast) {
    Deque<PastForecast> pending = tracked.pending;
    if (config.once() && pending.size() >= config.mostPending() / 2 && isDense(pending, forecast)) {
      return;
    }
    if (pending.size() == config.mostPending()) {
      if (config.once()) {
        thinOut(pending);
      } else {
        pending.removeFirst();
        tracked.unscored++;
      }
    }
    pending.addLast(forecast);
  }

  /** Every second one gives way. */
  private static void thinOut(Deque<PastForecast> pending) {
    boolean keep = false;
    for (Iterator<PastForecast> each = pending.iterator(); each.hasNext(); ) {
      each.next();
      keep = !keep;
      if (!keep) {
        each.remove();
      }
    }
  }

  /** Whether the forecast follows the last one sooner than those before follow each other. */
  private static boolean isDense(Deque<PastForecast> pending, PastForecast forecast) {
    if (pending.size() < 2) {
      return false;
    }
    Instant last = pending.getLast().target();
    Duration usual =
        Duration.between(pending.getFirst().target(), last).dividedBy(pending.size() - 1);
    return last.plus(usual).isAfter(forecast.target());
  }

  /** A map in the order of use whose least recently used entry gives way. */
  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }
}
