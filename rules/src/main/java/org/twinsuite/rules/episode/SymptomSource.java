package org.twinsuite.rules.episode;

import java.time.Instant;

/** What speaks for a case: a window over a signal. */
public interface SymptomSource {

  /** The part was replaced: what was seen up to this time must not be judged any more. */
  void replaced(Instant at);

  /** Whether anything was seen after this time. */
  boolean heardSince(Instant at);
}
