package org.twinsuite.rules.detect;

import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.pack.row.Limit;

/** Watches a forecast, e.g. the remaining useful life. */
public final class ForecastDetector extends WindowDetector {

  ForecastDetector(Limit limit, Signal signal, FaultCase episodes) {
    super(limit, signal, episodes);
  }
}
