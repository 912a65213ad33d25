package org.twinsuite.rules.state;

import org.twinsuite.rules.episode.Case;
import org.twinsuite.rules.pack.Limit;

/** Watches the level of a measured point. */
public final class LevelWatch extends WindowWatch {

  LevelWatch(Limit limit, Signal signal, Case episodes) {
    super(limit, signal, episodes);
  }
}
