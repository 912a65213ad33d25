package org.twinsuite.rules.state;

import org.twinsuite.rules.episode.Case;
import org.twinsuite.rules.pack.Limit;

/** Watches that good samples keep coming. */
public final class SilenceWatch extends Watch {

  private boolean silent;
  private int back;

  SilenceWatch(Limit limit, Signal signal, Case episodes) {
    super(limit, signal, episodes);
    back = episodes.open() ? 0 : limit.hits();
  }

  /** Whether no good sample came for the number of usual periods the table allows. */
  public boolean isSilent() {
    return silent;
  }

  /** Good samples since the silence ended, at most {@link #getNeeded()}. */
  public int getBack() {
    return back;
  }

  @Override
  public boolean isUrgent() {
    return false;
  }

  @Override
  boolean forget(long until) {
    return silent;
  }

  @Override
  boolean recount() {
    boolean changed = silent || back < getNeeded();
    silent = false;
    back = Math.min(back + 1, getNeeded());
    return changed;
  }

  /** The time has come; returns whether the silence is new. */
  boolean fallSilent() {
    boolean changed = !silent;
    silent = true;
    back = 0;
    return changed;
  }

  /** When the signal counts as silent if nothing more comes, in epoch milliseconds. */
  long due() {
    long allowed = (long) (limit().alarm() * signal().usualPeriod());
    return signal().lastGoodAt() + Math.max(allowed, limit().minimum());
  }
}
