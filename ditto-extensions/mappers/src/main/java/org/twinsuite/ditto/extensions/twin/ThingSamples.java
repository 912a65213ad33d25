package org.twinsuite.ditto.extensions.twin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.ditto.extensions.sample.Rejected;

/** The samples of one message for one thing: each point's newest one, and the others. */
final class ThingSamples {

  private final Map<String, Point> current = new LinkedHashMap<>();
  private final List<Point> historical = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();

  /**
   * Takes a sample, in any order of time.
   *
   * @param newest times that were passed on before, feature id to milliseconds
   */
  void add(Point point, Map<String, Long> newest) {
    Point before = current.get(point.tag());
    Long known = before == null ? newest.get(point.tag()) : (Long) before.sourceTime();
    if (point.historical() || known != null && point.sourceTime() < known) {
      historical.add(point);
      return;
    }
    current.put(point.tag(), point);
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
