package org.twinsuite.workbench.whatif;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.whatif.WhatIf;
import org.twinsuite.rules.whatif.WhatIfText;

/**
 * What would be different.
 *
 * @param thing the thing
 * @param pack name and hash of the rule pack
 * @param now where the course begins
 * @param until how far was looked ahead
 * @param open episodes of the thing that are open
 * @param forecasts the last forecast of each name on both courses
 * @param difference what the rules prescribe on both courses
 * @param hint how to ask for more; null if there is nothing to say
 */
public record WhatIfAnswer(
    String thing,
    String pack,
    Instant now,
    Instant until,
    List<Episode> open,
    Map<String, Pair> forecasts,
    WhatIf.Difference difference,
    String hint) {

  /**
   * A forecast on both courses; null where none was made.
   *
   * @param asIs as it is
   * @param overlaid with what is thought different
   */
  public record Pair(Forecast asIs, Forecast overlaid) {}

  /** Lines for a planner. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append("WHAT IF for ").append(thing).append(", ").append(now).append(" to ");
    text.append(until).append(", pack ").append(pack).append('\n');
    open.forEach(
        episode ->
            text.append("OPEN: ")
                .append(episode.failureMode())
                .append(" since ")
                .append(episode.openedAt())
                .append(", reference ")
                .append(episode.reference())
                .append('\n'));
    forecasts.forEach(
        (name, pair) ->
            text.append("FORECAST ")
                .append(name)
                .append(": as it is ")
                .append(text(pair.asIs()))
                .append(", what if ")
                .append(text(pair.overlaid()))
                .append('\n'));
    text.append(WhatIfText.of(difference));
    if (hint != null) {
      text.append("HINT: ").append(hint).append('\n');
    }
    return text.toString();
  }

  private static String text(Forecast forecast) {
    if (forecast == null) {
      return "none";
    }
    if (!Double.isFinite(forecast.value())) {
      return forecast.status();
    }
    return String.format(
        Locale.ROOT,
        "%.4g %s (%.4g to %.4g)",
        forecast.value(),
        forecast.unit(),
        forecast.lower(),
        forecast.upper());
  }
}
