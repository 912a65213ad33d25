package org.twinsuite.app.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * What is known of a thing's forecasts.
   *
   * @param begin since when its samples tell of its present parts: its last completed order
   * @param sampled time of the newest sample
   * @param forecast time of the newest sample of the last forecast
   */
  record Life(Instant begin, Instant sampled, Instant forecast) {
    static final Life NEW = new Life(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
  }

  /**
   * @param every event time between two forecasts of one thing
   */
  public ForecastDue(Duration every) {
    this.every = every;
  }

  /** A fact was handled. */
  public void seen(Fact fact) {
    if (fact instanceof Measurement sample) {
      lives.merge(
          fact.thingId(),
          new Life(Instant.EPOCH, sample.at(), Instant.EPOCH),
          (life, other) ->
              other.sampled().isAfter(life.sampled())
                  ? new Life(life.begin(), other.sampled(), life.forecast())
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
          return at.isAfter(known.begin())
              ? new Life(at, known.sampled(), known.forecast())
              : known;
        });
  }

  /** Things whose samples moved on far enough since their last forecast. */
  List<String> due() {
    List<String> due = new ArrayList<>();
    lives.forEach(
        (thing, life) -> {
          if (!life.sampled().isBefore(life.forecast().plus(every))
              && life.sampled().isAfter(life.begin())) {
            due.add(thing);
          }
        });
    return due;
  }

  Life life(String thingId) {
    return lives.getOrDefault(thingId, Life.NEW);
  }

  /** A forecast was made from samples up to this time. */
  void done(String thingId, Instant at) {
    lives.computeIfPresent(thingId, (id, life) -> new Life(life.begin(), life.sampled(), at));
  }
}
