package org.twinsuite.camel.ditto.internal.http;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Compares the revisions of all things with what was handled, to find what was lost silently.
 * Blocks: for a thread of its own.
 */
public final class RevisionReconciliation {

  /** Gets what an audit finds. */
  public interface Findings {

    /** The thing has reached this revision. */
    void reached(String thingId, long revision);

    /** The thing was handled up to a later revision: it was deleted and recreated. */
    void recreated(String thingId, long revision);
  }

  private final ThingRevisions things;
  private final Supplier<Map<String, Long>> marks;
  private final Set<String> namespaces;

  /**
   * @param marks last handled revision by thing
   * @param namespaces comma separated; {@code null} for all
   */
  public RevisionReconciliation(
      ThingRevisions things, Supplier<Map<String, Long>> marks, String namespaces) {
    this.things = things;
    this.marks = marks;
    this.namespaces = namespaces == null ? Set.of() : Set.of(namespaces.split(","));
  }

  /**
   * One pass. The search index lags, so whatever it shows older than our mark, or not at all, is
   * looked up exactly.
   */
  public void run(Findings findings) {
    Map<String, Long> before = marks.get();
    Set<String> doubtful = new LinkedHashSet<>();
    Set<String> indexed = new HashSet<>();
    things.indexed(
        (thingId, revision) -> {
          indexed.add(thingId);
          if (revision < before.getOrDefault(thingId, 0L)) {
            doubtful.add(thingId);
          } else {
            findings.reached(thingId, revision);
          }
        });
    for (String thingId : before.keySet()) {
      if (!indexed.contains(thingId) && listened(thingId)) {
        doubtful.add(thingId);
      }
    }
    things
        .exact(doubtful)
        .forEach(
            (thingId, revision) -> {
              if (revision < before.getOrDefault(thingId, 0L)) {
                findings.recreated(thingId, revision);
              } else {
                findings.reached(thingId, revision);
              }
            });
  }

  private boolean listened(String thingId) {
    return namespaces.isEmpty()
        || namespaces.contains(thingId.substring(0, Math.max(0, thingId.indexOf(':'))));
  }
}
