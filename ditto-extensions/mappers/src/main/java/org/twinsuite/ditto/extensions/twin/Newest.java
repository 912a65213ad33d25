package org.twinsuite.ditto.extensions.twin;

import java.util.HashMap;
import java.util.Map;
import org.twinsuite.ditto.extensions.sample.ByteBoundedMap;
import org.twinsuite.ditto.extensions.sample.Sample;

/** The newest source time that was passed on for each point; forgets the things unused longest. */
final class Newest {

  private static final long MAX_BYTES = 64L << 20;
  private static final int POINT = 100;

  /** Times of one thing's points. */
  private static final class Times {
    final Map<String, Long> byTag = new HashMap<>();
    long bytes;
  }

  private final ByteBoundedMap<String, Times> things;

  /**
   * @param things most things
   */
  Newest(int things) {
    this.things = new ByteBoundedMap<>(MAX_BYTES, things);
  }

  /** Times of a thing's points, to be read only. */
  Map<String, Long> of(String thing) {
    Times known = things.get(thing);
    return known == null ? Map.of() : known.byTag;
  }

  long of(String thing, String tag) {
    return of(thing).getOrDefault(tag, Sample.UNKNOWN);
  }

  /** Remembers the times of points that were passed on. */
  void put(String thing, Iterable<Point> points) {
    Times known = things.get(thing);
    Times times = known == null ? new Times() : known;
    long before = times.bytes;
    for (Point point : points) {
      if (times.byTag.put(point.tag(), point.sourceTime()) == null) {
        times.bytes += POINT + 2L * point.tag().length();
      }
    }
    if (times.bytes != before) {
      things.put(thing, times, times.bytes + 2L * thing.length());
    }
  }
}
