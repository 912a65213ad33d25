package org.twinsuite.rules.detect;

import java.time.Instant;
import java.util.Optional;
import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.pack.row.Limit;

/**
 * Watches that good samples, or forecasts, keep coming.
 *
 * <p>After an order was closed a signal that is still quiet counts as out of service: silence is
 * told again only after the signal came back once, or, if the order was about something else, after
 * anything of the thing was heard.
 */
public final class StalenessDetector extends Detector {

  private boolean quiet;
  private boolean silent;
  private int back;
  private long rank;
  private long lookedAt;
  private long nextLook;
  private long sleepsIn;

  StalenessDetector(Limit limit, Signal signal, FaultCase episodes) {
    super(limit, signal, episodes);
    back = episodes.open() ? 0 : limit.hits();
  }

  /** Whether nothing came for the number of usual periods the table allows. */
  public boolean isQuiet() {
    return quiet;
  }

  /** Whether it is quiet and in service. */
  public boolean isSilent() {
    return silent;
  }

  /** Good samples since the silence ended, at most {@link #getRequired()}. */
  public int getGoodCount() {
    return back;
  }

  @Override
  public boolean isViolated() {
    return silent;
  }

  @Override
  public boolean isCleared() {
    return !quiet && back >= getRequired();
  }

  @Override
  public boolean isUrgent() {
    return false;
  }

  @Override
  boolean nothingSeen() {
    return !quiet;
  }

  @Override
  boolean forget(long until) {
    boolean was = silent;
    silent = quiet && inService();
    return was || silent;
  }

  @Override
  boolean recount() {
    boolean changed = quiet || back < getRequired();
    quiet = false;
    silent = false;
    back = Math.min(back + 1, getRequired());
    return visible(changed);
  }

  /** The time has come; returns whether something visible to rules changed. */
  boolean fallQuiet() {
    boolean was = silent;
    boolean changed = !quiet;
    quiet = true;
    silent = inService();
    back = 0;
    return changed || was != silent;
  }

  private boolean inService() {
    return signal().lastHeardAt() > millis(episodes().orderClosedAt())
        && signal().thing().lastHeardAt() > millis(episodes().thingOrderClosedAt());
  }

  private static long millis(Optional<Instant> closed) {
    return closed.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
  }

  /** Usual time between samples, or forecasts, in milliseconds. */
  public double usualPeriod() {
    return signal().usualPeriod();
  }

  /** Its place among those that are looked at at the same time. */
  long rank() {
    return rank;
  }

  void rank(long value) {
    rank = value;
  }

  /** When it is looked at next, in epoch milliseconds. */
  long nextLook() {
    return nextLook;
  }

  void nextLook(long value) {
    nextLook = value;
  }

  /** When it was looked at last, in epoch milliseconds. */
  long lookedAt() {
    return lookedAt;
  }

  /** The run of the clock in which looks are left out until the next one. */
  long sleepsIn() {
    return sleepsIn;
  }

  void looked(long at, long asleepIn) {
    lookedAt = at;
    sleepsIn = asleepIn;
  }

  /**
   * As of now, how long nothing can come of its symptom, in epoch milliseconds: everything it is
   * told as is blocked, or the thing is out of service.
   */
  long blockedUntil() {
    if (context().outOfService()) {
      return Long.MAX_VALUE;
    }
    long until = blockedUntil(episodes());
    for (FaultCase told : notifiedToo()) {
      until = Math.min(until, blockedUntil(told));
    }
    return until;
  }

  private static long blockedUntil(FaultCase c) {
    return c.waiting() ? millis(c.blockedUntil()) : Long.MAX_VALUE;
  }

  /** When the signal counts as silent if nothing more comes, in epoch milliseconds. */
  long due() {
    long allowed = (long) (limit().alarm() * signal().usualPeriod());
    return signal().lastHeardAt() + Math.max(allowed, limit().minimum());
  }
}
