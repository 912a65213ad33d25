package org.twinsuite.rules.detect;

import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.pack.row.Direction;
import org.twinsuite.rules.pack.row.Limit;

/** Counts the samples of the last n that are hits, urgent hits, or clear. */
public abstract sealed class WindowDetector extends Detector
    permits LevelDetector, ForecastDetector {

  private long since = Long.MIN_VALUE;
  private int hits;
  private int urgentHits;
  private int clears;

  WindowDetector(Limit limit, Signal signal, FaultCase episodes) {
    super(limit, signal, episodes);
    episodes.replacedAt().ifPresent(at -> since = at.toEpochMilli());
  }

  /** Samples of the window at or beyond the alarm limit. */
  public final int getViolationCount() {
    return hits;
  }

  /** Samples of the window at or beyond the urgent limit. */
  public final int getUrgentCount() {
    return urgentHits;
  }

  /** Samples of the window on the good side of the clear limit. */
  public final int getClearCount() {
    return clears;
  }

  @Override
  public final boolean isViolated() {
    return hits >= getRequired();
  }

  @Override
  public final boolean isCleared() {
    return clears >= getRequired();
  }

  @Override
  public final boolean isUrgent() {
    return urgentHits >= getRequired();
  }

  @Override
  public final double severity() {
    if (signal().size() == 0) {
      return 0;
    }
    double value = signal().value(0);
    return limit().direction() == Direction.ABOVE
        ? value / limit().alarm()
        : limit().alarm() / value;
  }

  @Override
  final boolean nothingSeen() {
    return hits == 0;
  }

  @Override
  final boolean forget(long until) {
    since = Math.max(since, until);
    signal().restart();
    return recount();
  }

  @Override
  final boolean recount() {
    Limit limit = limit();
    Direction direction = limit.direction();
    SampleWindow window = signal().window();
    int seen = Math.min(limit.of(), window.size());
    int newHits = 0;
    int newUrgent = 0;
    int newClears = 0;
    for (int back = 0; back < seen && window.at(back) > since; back++) {
      if (window.mixed() && !accepts(window.unit(back))) {
        continue;
      }
      double value = window.value(back);
      boolean sure =
          Double.isNaN(limit.bound()) || direction.reached(window.bound(back), limit.bound());
      if (direction.reached(value, limit.alarm()) && sure) {
        newHits++;
        if (direction.reached(value, limit.urgent())) {
          newUrgent++;
        }
      } else if (!direction.reached(value, limit.clear())) {
        newClears++;
      }
    }
    boolean different = newHits != hits || newUrgent != urgentHits || newClears != clears;
    hits = newHits;
    urgentHits = newUrgent;
    clears = newClears;
    return visible(different);
  }
}
