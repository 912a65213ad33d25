package org.twinsuite.rules.engine;

import java.util.ArrayList;
import java.util.List;
import org.twinsuite.rules.detect.Detector;
import org.twinsuite.rules.detect.PointWindow;
import org.twinsuite.rules.detect.QualityDetector;
import org.twinsuite.rules.detect.Signal;
import org.twinsuite.rules.evidence.Observation;
import org.twinsuite.rules.evidence.Threshold;
import org.twinsuite.rules.pack.row.Limit;

/** The numbers a finding rests on: what was seen, and the limits. */
final class EvidenceNumbers {

  private static final int MOST = 1000;

  private EvidenceNumbers() {}

  /** The window of the signal, newest first, and what else the detector counts. */
  static List<Observation> seen(Detector detector) {
    Signal signal = detector.signal();
    List<Observation> seen = new ArrayList<>();
    if (detector instanceof PointWindow window && signal.size() > 0) {
      String over = " over " + Numbers.text(window.getHours()) + " h";
      seen.add(observation(signal, signal.name() + " mean" + over, window.getMean(), 0));
      seen.add(observation(signal, signal.name() + " trend per h" + over, window.getTrend(), 0));
    }
    int shown = Math.min(signal.size(), MOST);
    for (int back = 0; back < shown; back++) {
      seen.add(observation(signal, signal.name(), signal.value(back), back));
    }
    if (!Double.isNaN(detector.limit().bound())) {
      for (int back = 0; back < shown; back++) {
        seen.add(observation(signal, signal.name() + " interval's end", signal.bound(back), back));
      }
    }
    if (detector instanceof QualityDetector quality && quality.lastBadAt() != null) {
      seen.add(
          new Observation(
              signal.name() + " not good",
              quality.getViolationCount(),
              null,
              "bad",
              quality.lastBadAt(),
              0));
    }
    return seen;
  }

  private static Observation observation(Signal signal, String name, double value, int back) {
    return new Observation(
        name, value, signal.unit(back), "good", signal.at(back), signal.revision(back));
  }

  /**
   * @param of what stands behind the name of each limit
   */
  static List<Threshold> limits(Detector detector, String of) {
    Limit limit = detector.limit();
    List<Threshold> limits = new ArrayList<>();
    String name =
        switch (limit.kind()) {
          case SILENCE, STALE -> "missed periods";
          case QUALITY -> "samples that are not good";
          case FORECAST, LEVEL, WINDOW -> "alarm limit";
        };
    add(limits, name + of, limit.alarm(), limit);
    add(limits, "urgent limit" + of, limit.urgent(), limit);
    add(limits, "clear limit" + of, limit.clear(), limit);
    add(limits, "limit of the interval's end" + of, limit.bound(), limit);
    return limits;
  }

  private static void add(List<Threshold> limits, String name, double value, Limit limit) {
    if (!Double.isNaN(value)) {
      limits.add(new Threshold(name, value, limit.unit(), limit.origin()));
    }
  }
}
