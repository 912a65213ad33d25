package org.twinsuite.ditto.extensions.twin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.ditto.extensions.sample.Rejected;

/** What one message says about one thing: each point's newest sample, and the rest. */
final class ThingSamples {

  private final Map<String, Point> current = new LinkedHashMap<>();
  private final List<Point> historical = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();

  /**
   * Takes a sample, in any order of time.
   *
   * @param newest times that were passed on, feature id to milliseconds; kept up to date
   */
  void add(Point point, Map<String, Long> newest) {
    Long known = newest.get(point.tag());
    if (point.historical() || known != null && point.sourceTime() < known) {
      historical.add(point);
      return;
    }
    if (known == null || known != point.sourceTime()) {
      newest.put(point.tag(), point.sourceTime());
    }
    Point before = current.put(point.tag(), point);
    if (before != null) {
      historical.add(before);
    }
  }

  void add(Rejected part) {
    rejected.add(part);
  }

  Collection<Point> current() {
    return current.values();
  }

  List<Point> historical() {
    return historical;
  }

  List<Rejected> rejected() {
    return rejected;
  }
}
