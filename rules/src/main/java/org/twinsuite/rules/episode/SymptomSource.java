package org.twinsuite.rules.episode;

import java.time.Instant;

/** What speaks for a case: a window over a signal. */
public interface SymptomSource {

  /** What tells this symptom from the others of the episode, e.g. rule id and feature. */
  String symptom();

  /** The part was replaced: what was seen up to this time must not be judged any more. */
  void replaced(Instant at);

  /**
   * How far beyond its limit the newest value is: 1 at the limit, more beyond it; infinite if there
   * is no life left. Comparable between sources of the same kind.
   */
  double severity();

  /** Whether anything was seen after this time. */
  boolean hasEvidenceSince(Instant at);
}
