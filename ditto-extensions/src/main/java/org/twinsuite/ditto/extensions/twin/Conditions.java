package org.twinsuite.ditto.extensions.twin;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** RQL that tells whether a twin has no newer sample. Used by one thread at a time. */
final class Conditions {

  private static final int REMEMBERED = 10_000;
  private final Map<String, String> starts = new HashMap<>();

  /** True for a feature that has no sample yet, the same one again, or an older one. */
  String of(Point point) {
    return append(new StringBuilder(160), point).toString();
  }

  /** True if {@link #of(Point)} is for each. */
  String of(Collection<Point> points) {
    StringBuilder all = new StringBuilder(8 + 160 * points.size());
    for (Point point : points) {
      append(all.append(all.length() == 0 ? "" : ","), point);
    }
    return points.size() == 1 ? all.toString() : "and(" + all + ")";
  }

  /** True if the twin's sample of a feature is the one of that time or an older one. */
  static String upTo(String tag, String source) {
    return "le(" + path(tag) + ",\"" + source + "\")";
  }

  /** True if the twin has a sample of a feature. */
  static String known(String tag) {
    return "exists(" + path(tag) + ")";
  }

  private StringBuilder append(StringBuilder text, Point point) {
    String start = starts.get(point.tag());
    if (start == null) {
      String path = path(point.tag());
      start = "or(not(exists(" + path + ")),le(" + path + ",\"";
      if (starts.size() < REMEMBERED) {
        starts.put(point.tag(), start);
      }
    }
    return text.append(start).append(point.source()).append("\"))");
  }

  private static String path(String tag) {
    return "features/" + tag + "/properties/sourceTimestamp";
  }
}
