package org.twinsuite.pipeline.ingest;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.twinsuite.pipeline.feature.DataFindings;
import org.twinsuite.pipeline.twin.FeaturePublisher;

/**
 * Shows in a twin what was wrong with its data, from where rules learn of it. Bounded, as a device
 * chooses the tags: further ones than so many of a thing are reported of the whole thing.
 */
final class DataQualityReporter {
  private static final int TAGS = 50;
  private static final int THINGS = 10_000;
  private static final int TEXT_LENGTH = 300;

  private final FeaturePublisher notes;
  private final Map<String, Set<String>> tags =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
          return size() > THINGS;
        }
      };

  DataQualityReporter(FeaturePublisher notes) {
    this.notes = notes;
  }

  /**
   * Reports a finding.
   *
   * @param tag null if it concerns the whole thing
   * @param code short machine word
   */
  void report(String thingId, String tag, String code, String text, Instant at) {
    String bounded = text.length() > TEXT_LENGTH ? text.substring(0, TEXT_LENGTH) + '…' : text;
    notes.note(
        thingId,
        DataFindings.FEATURE,
        DataFindings.properties(
            tag != null && isShown(thingId, tag) ? tag : null, code, bounded, at));
  }

  private synchronized boolean isShown(String thingId, String tag) {
    Set<String> known = tags.computeIfAbsent(thingId, none -> new HashSet<>());
    if (known.contains(tag)) {
      return true;
    }
    if (known.size() >= TAGS || tag.length() > TEXT_LENGTH) {
      return false;
    }
    known.add(tag);
    return true;
  }
}
