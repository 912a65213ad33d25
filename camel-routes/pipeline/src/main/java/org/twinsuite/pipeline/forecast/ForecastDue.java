package org.twinsuite.pipeline.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;

/** Which things have new samples to forecast from, in event time. */
public final class ForecastDue {
  private final Duration every;
  private final ConcurrentMap<String, Life> lives = new ConcurrentHashMap<>();
  private final ConcurrentMap<Signal, String> units = new ConcurrentHashMap<>();

  private record Signal(String thingId, String feature) {}

  /**
   * What is known of a thing's forecasts.
   *
   * @param begin since when its samples tell of its present parts: its last completed order
   * @param sampled time of the newest sample
   * @param made what {@code sampled} was when each forecast was made last; the epoch for one that
   *     was asked for and not made
   */
  record Life(Instant begin, Instant sampled, Map<String, Instant> made) {
    static final Life NEW = new Life(Instant.EPOCH, Instant.EPOCH, Map.of());

    Instant made(String forecast) {
      return made.getOrDefault(forecast, Instant.EPOCH);
    }

    private Life with(String forecast, Instant at) {
      Map<String, Instant> all = new HashMap<>(made);
      all.merge(forecast, at, (one, other) -> one.isAfter(other) ? one : other);
      return new Life(begin, sampled, Map.copyOf(all));
    }
  }

  /**
   * @param every event time between two forecasts of one thing
   */
  public ForecastDue(Duration every) {
    this.every = every;
  }

  /** A fact was handled, and its sample is in the history. */
  public void seen(Fact fact) {
    if (fact instanceof Measurement sample) {
      if (sample.unit() != null) {
        units.putIfAbsent(new Signal(sample.thingId(), sample.feature()), sample.unit());
      }
      lives.merge(
          fact.thingId(),
          new Life(Instant.EPOCH, sample.at(), Map.of()),
          (life, other) ->
              other.sampled().isAfter(life.sampled())
                  ? new Life(life.begin(), other.sampled(), life.made())
                  : life);
    } else if (fact instanceof OrderStatus order && order.state() == OrderState.COMPLETED) {
      renewed(fact.thingId(), order.at());
    }
  }

  /** Maintenance was completed: samples before that time tell of parts that are gone. */
  public void renewed(String thingId, Instant at) {
    lives.compute(
        thingId,
        (id, life) -> {
          Life known = life == null ? Life.NEW : life;
          return at.isAfter(known.begin()) ? new Life(at, known.sampled(), known.made()) : known;
        });
  }

  /** Things of which anything is known. */
  List<String> things() {
    return List.copyOf(lives.keySet());
  }

  /** Things of which at least one forecast may be due. */
  List<String> due() {
    List<String> due = new ArrayList<>();
    lives.forEach(
        (thing, life) -> {
          if (life.sampled().isAfter(life.begin())
              && (life.made().isEmpty()
                  || life.made().values().stream().anyMatch(made -> isOld(life, made)))) {
            due.add(thing);
          }
        });
    return due;
  }

  /** Whether a thing's samples moved on far enough since a forecast of it was made. */
  boolean isDue(String thingId, String forecast) {
    Life life = life(thingId);
    return life.sampled().isAfter(life.begin()) && isOld(life, life.made(forecast));
  }

  private boolean isOld(Life life, Instant made) {
    return !life.sampled().isBefore(made.plus(every));
  }

  Life life(String thingId) {
    return lives.getOrDefault(thingId, Life.NEW);
  }

  /** Unit of a thing's samples; null if they tell none. */
  String unit(String thingId, String feature) {
    return units.get(new Signal(thingId, feature));
  }

  /** A forecast is asked for: it stays due until it is made. */
  void asked(String thingId, String forecast) {
    done(thingId, forecast, Instant.EPOCH);
  }

  /** A forecast was made, or cannot be made yet, when this was the time of the newest sample. */
  void done(String thingId, String forecast, Instant sampled) {
    lives.computeIfPresent(thingId, (id, life) -> life.with(forecast, sampled));
  }
}
