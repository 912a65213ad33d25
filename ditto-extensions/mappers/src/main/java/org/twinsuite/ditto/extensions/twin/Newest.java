package org.twinsuite.ditto.extensions.twin;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.twinsuite.ditto.extensions.sample.Sample;

/** The newest source time that was passed on for each point; forgets the things unused longest. */
final class Newest {

  private final Map<String, Map<String, Long>> times;

  Newest(int things) {
    times =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Map<String, Long>> eldest) {
            return size() > things;
          }
        };
  }

  /** Times of a thing's points, to be read and changed. */
  Map<String, Long> of(String thing) {
    return times.computeIfAbsent(thing, unseen -> new HashMap<>());
  }

  long of(String thing, String tag) {
    Map<String, Long> known = times.get(thing);
    return known == null ? Sample.UNKNOWN : known.getOrDefault(tag, Sample.UNKNOWN);
  }
}
