package org.twinsuite.rules.state;

import org.twinsuite.rules.episode.Case;
import org.twinsuite.rules.pack.Limit;

/** Watches a forecast, e.g. the remaining useful life. */
public final class ForecastWatch extends WindowWatch {

  ForecastWatch(Limit limit, Signal signal, Case episodes) {
    super(limit, signal, episodes);
  }
}
