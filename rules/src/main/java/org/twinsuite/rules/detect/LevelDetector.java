package org.twinsuite.rules.detect;

import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.pack.row.Limit;

/** Watches the level of a measured point. */
public final class LevelDetector extends WindowDetector {

  LevelDetector(Limit limit, Signal signal, FaultCase episodes) {
    super(limit, signal, episodes);
  }
}
