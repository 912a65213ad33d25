package org.twinsuite.rules.detect;

import java.time.Instant;
import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.pack.row.Limit;

/** Watches how many of a point's last samples were not good, or had something found about them. */
public final class QualityDetector extends Detector {

  private long bad;
  private int hits;
  private int clears;
  private long lastAt = Long.MIN_VALUE;
  private long lastBadAt = Long.MIN_VALUE;
  private String lastFinding = "";

  QualityDetector(Limit limit, Signal signal, FaultCase episodes) {
    super(limit, signal, episodes);
  }

  /** Samples of the window that were not good. */
  public int getViolationCount() {
    return hits;
  }

  /** Good samples since the last that was not. */
  public int getClearCount() {
    return clears;
  }

  /** When a sample was not good last; null if none was. */
  public Instant lastBadAt() {
    return lastBadAt == Long.MIN_VALUE ? null : Instant.ofEpochMilli(lastBadAt);
  }

  /** What was last found about the data; empty if only the quality was not good. */
  public String getLastFinding() {
    return lastFinding;
  }

  @Override
  public boolean isViolated() {
    return hits >= getRequired();
  }

  @Override
  public boolean isCleared() {
    return clears >= getRequired();
  }

  @Override
  public boolean isUrgent() {
    return false;
  }

  /**
   * One sample, or one finding about the data ({@code good} is false then); the same time twice
   * counts once.
   *
   * @return whether something visible to rules changed
   */
  boolean offer(long at, boolean good, String finding) {
    if (at <= lastAt) {
      return false;
    }
    lastAt = at;
    lastBadAt = good ? lastBadAt : at;
    if (!finding.isEmpty()) {
      lastFinding = finding;
    }
    int of = limit().of();
    long mask = of == Long.SIZE ? -1 : (1L << of) - 1;
    bad = (bad << 1 | (good ? 0 : 1)) & mask;
    int nowHits = Long.bitCount(bad);
    int nowClears = good ? Math.min(clears + 1, of) : 0;
    boolean changed = nowHits != hits || nowClears != clears && (nowHits > 0 || isRaised());
    hits = nowHits;
    clears = nowClears;
    return visible(changed);
  }

  void adopt(QualityDetector old) {
    if (old.limit().of() == limit().of()) {
      bad = old.bad;
      hits = old.hits;
      clears = old.clears;
      lastAt = old.lastAt;
      lastBadAt = old.lastBadAt;
      lastFinding = old.lastFinding;
    }
  }

  @Override
  boolean nothingSeen() {
    return hits == 0;
  }

  @Override
  boolean forget(long until) {
    boolean changed = hits > 0;
    bad = 0;
    hits = 0;
    return changed;
  }

  @Override
  boolean recount() {
    return false;
  }
}
