package org.twinsuite.rules.detect;

import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * When which signal has to be looked at for silence. A silent signal is looked at again and again,
 * each time its shortest silence has passed; where the clock leaps, the looks that could bring
 * nothing are left out, and are taken up again when an episode of the thing changes on the way.
 */
final class SilenceScheduler {

  /**
   * @param rank of those of the same time the lowest is first, so that a replay decides alike
   */
  private record Look(long at, long rank, StalenessDetector detector) implements Comparable<Look> {
    @Override
    public int compareTo(Look other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(rank, other.rank);
    }

    /** A look that was brought forward stays behind in the queue. */
    boolean stale() {
      return detector.nextLook() != at || detector.signal().thing().retired();
    }
  }

  private final PriorityQueue<Look> queue = new PriorityQueue<>();
  private long ranks;
  private long taken;
  private long run;
  private StalenessDetector last;

  /** A new detector. */
  void add(long at, StalenessDetector detector) {
    detector.rank(ranks++);
    put(at, detector);
  }

  /** The clock begins to run. */
  void run() {
    run++;
  }

  private void put(long at, StalenessDetector detector) {
    detector.nextLook(at);
    queue.add(new Look(at, detector.rank(), detector));
  }

  /** Time of the next look, in epoch milliseconds; {@link Long#MAX_VALUE} if there is none. */
  long next() {
    for (Look head = queue.peek(); head != null; head = queue.peek()) {
      if (!head.stale()) {
        return head.at();
      }
      queue.remove();
    }
    return Long.MAX_VALUE;
  }

  /** How many looks were taken. */
  long taken() {
    return taken;
  }

  /**
   * Takes the next look; only if there is one.
   *
   * @param now its time
   * @param until up to when no fact will come
   * @param decided time of what the rules find now
   */
  void look(long now, long until, long decided) {
    StalenessDetector detector = queue.remove().detector();
    last = detector;
    taken++;
    long step = detector.limit().minimum();
    detector.looked(now, 0);
    if (!detector.signal().periodKnown()) {
      sleep(detector, now, until, Long.MAX_VALUE);
    } else if (detector.due() > now) {
      put(detector.due(), detector);
    } else if (detector.fallQuiet()) {
      detector.signal().thing().changed(detector);
      put(now + step, detector);
    } else if (!detector.isSilent() || !detector.waiting()) {
      sleep(detector, now, until, Long.MAX_VALUE);
    } else if (detector.blockedUntil() > decided) {
      sleep(detector, now, until, detector.blockedUntil());
    } else {
      detector.signal().thing().changed(detector);
      put(now + step, detector);
    }
  }

  /**
   * The next look at this time at the earliest, yet not later than the first after {@code until}.
   */
  private void sleep(StalenessDetector detector, long now, long until, long earliest) {
    long step = detector.limit().minimum();
    long last = now + step * (Math.max(0, until - now) / step + 1);
    long wanted = earliest >= last ? last : now + step * Math.max(1, ceil(earliest - now, step));
    detector.looked(now, run);
    put(wanted, detector);
  }

  private static long ceil(long span, long step) {
    return -Math.floorDiv(-span, step);
  }

  /**
   * An episode of the thing changed while the clock runs: looks that were left out are taken up
   * with the next one there would have been.
   *
   * @param at when it changed
   * @param byLook whether the last look changed it
   */
  void wake(ThingState thing, long at, boolean byLook) {
    for (Map<String, Signal> signals : List.of(thing.points(), thing.forecasts())) {
      for (Signal signal : signals.values()) {
        for (Detector detector : signal.detectors()) {
          if (detector instanceof StalenessDetector silence && silence.sleepsIn() == run) {
            wake(silence, at, byLook);
          }
        }
      }
    }
  }

  private void wake(StalenessDetector detector, long at, boolean byLook) {
    long step = detector.limit().minimum();
    boolean passed = byLook && detector.rank() <= last.rank();
    long from = detector.lookedAt();
    long steps = Math.max(1, passed ? (at - from) / step + 1 : ceil(at - from, step));
    long next = from + step * steps;
    if (next < detector.nextLook()) {
      put(next, detector);
    }
  }
}
