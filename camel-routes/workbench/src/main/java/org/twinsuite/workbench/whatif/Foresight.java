package org.twinsuite.workbench.whatif;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.change.FactReader;
import org.twinsuite.pipeline.forecast.Trial;
import org.twinsuite.pipeline.history.Points;
import org.twinsuite.pipeline.history.SeriesSource;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Measurement;

/**
 * The forecasts a thing would get on its course, over the same history with what is expected behind
 * it, as the facts they would come back as.
 */
public record Foresight(Trial trial) {

  /**
   * @param views knows the thing
   * @param renewed when its last order was completed; null if none was
   * @param samples of the course, in the order of time
   * @param revision of the facts
   */
  List<Fact> of(
      String thing, ThingViews views, Instant renewed, List<Measurement> samples, long revision) {
    Map<Set<String>, Map<String, Points>> known = new HashMap<>();
    List<Fact> facts = new ArrayList<>();
    FactReader reader = new FactReader();
    Instant next = Instant.MIN;
    for (int i = 0; i < samples.size(); i++) {
      Instant at = samples.get(i).at();
      boolean last = i == samples.size() - 1 || samples.get(i + 1).at().isAfter(at);
      if (!last || at.isBefore(next)) {
        continue;
      }
      next = at.plus(trial.settings().every());
      SeriesSource longer =
          (things, properties, buffers) -> behind(known, thing, properties, buffers, samples, at);
      for (Trial.Made forecast :
          trial.make(thing, views, renewed, samples.subList(0, i + 1), longer)) {
        facts.addAll(
            reader.read(
                new TwinChange(
                    thing,
                    "/features/" + forecast.feature(),
                    TwinChange.MERGED,
                    forecast.patch(),
                    Math.max(1, revision),
                    forecast.at(),
                    null,
                    null)));
      }
    }
    return facts;
  }

  private Map<String, Map<String, Points>> behind(
      Map<Set<String>, Map<String, Points>> known,
      String thing,
      Collection<String> properties,
      BufferAllocator buffers,
      List<Measurement> samples,
      Instant until) {
    Map<String, Points> before =
        known.computeIfAbsent(
            Set.copyOf(properties),
            names ->
                trial
                    .from()
                    .history()
                    .read(List.of(thing), names, buffers)
                    .getOrDefault(thing, Map.of()));
    return before.isEmpty() ? Map.of() : Map.of(thing, Course.behind(before, samples, until));
  }
}
