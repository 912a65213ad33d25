package org.twinsuite.workbench.whatif;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.twinsuite.pipeline.store.Episodes;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.action.CloseReason;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.ProductionWindow;
import org.twinsuite.rules.fact.StockLevel;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.whatif.WhatIf;

/**
 * Answers what would be prescribed if something about a thing were different. It reads the twin,
 * its journal, the stored episodes and history, and has nothing it could write with.
 */
public final class WhatIfs {
  private final ThingPast past;
  private final Episodes episodes;
  private final Foresight foresight;
  private final Supplier<RulePack> packs;
  private final InstantSource clock;

  /** The facts of a course and of its forecasts. */
  private record Ahead(List<Fact> facts, Map<String, Forecast> forecasts) {}

  /**
   * @param episodes those that are stored
   * @param packs the pack that decides
   */
  public WhatIfs(
      ThingPast past,
      Episodes episodes,
      Foresight foresight,
      Supplier<RulePack> packs,
      InstantSource clock) {
    this.past = past;
    this.episodes = episodes;
    this.foresight = foresight;
    this.packs = packs;
    this.clock = clock;
  }

  /**
   * @return empty when there is no such thing
   * @throws IllegalArgumentException naming a field that does not fit the thing
   */
  public Optional<WhatIfAnswer> answer(WhatIfRequest request) {
    Instant wall = clock.instant();
    ThingViews views = past.views();
    ThingView view = views.load(request.thing(), wall);
    if (view.context().revision() == 0) {
      return Optional.empty();
    }
    List<ThingView> group = past.siblings(view, views, wall);
    List<Fact> facts = new ArrayList<>();
    group.forEach(member -> facts.addAll(past.facts(member)));
    facts.sort(Comparator.comparing(Fact::at));
    List<Episode> known = episodes(group);
    Instant now =
        facts.stream().map(Fact::at).max(Instant::compareTo).filter(wall::isBefore).orElse(wall);
    Instant until = now.plus(request.ahead());
    Map<String, Course> courses = new LinkedHashMap<>();
    group.forEach(
        member -> courses.put(ThingPast.id(member), new Course(ThingPast.id(member), facts)));
    check(request, courses.get(request.thing()));
    Ahead asIs = ahead(request, Map.of(), courses, views, known, now, until);
    Ahead overlaid = ahead(request, request.values(), courses, views, known, now, until);
    List<Fact> different = new ArrayList<>(told(request, now, view.context().revision() + 1));
    different.addAll(overlaid.facts());
    List<Episode> open =
        known.stream().filter(e -> e.open() && e.thingId().equals(request.thing())).toList();
    RulePack pack = packs.get();
    WhatIf.Difference difference =
        new WhatIf(
                pack,
                request.again()
                    ? known.stream().filter(episode -> !open.contains(episode)).toList()
                    : known,
                facts)
            .compare(asIs.facts(), different, until);
    return Optional.of(
        new WhatIfAnswer(
            request.thing(),
            pack.toString(),
            now,
            until,
            open,
            pairs(asIs.forecasts(), overlaid.forecasts()),
            difference,
            request.again() || open.isEmpty()
                ? null
                : "an order is open and stays as it is; with \"again\": true it is decided anew"));
  }

  private List<Episode> episodes(List<ThingView> group) {
    List<String> ids = group.stream().map(ThingPast::id).toList();
    return episodes.current().stream().filter(e -> ids.contains(e.thingId())).toList();
  }

  private static void check(WhatIfRequest request, Course course) {
    for (String feature : request.values().keySet()) {
      if (!course.features().contains(feature)) {
        throw new IllegalArgumentException(
            "values.%s: %s has no good sample of it; it has %s"
                .formatted(feature, request.thing(), course.features()));
      }
    }
  }

  private Ahead ahead(
      WhatIfRequest request,
      Map<String, Double> values,
      Map<String, Course> courses,
      ThingViews views,
      List<Episode> episodes,
      Instant now,
      Instant until) {
    List<Fact> facts = new ArrayList<>();
    Map<String, Forecast> last = new LinkedHashMap<>();
    courses.forEach(
        (thing, course) -> {
          boolean asked = thing.equals(request.thing());
          List<Measurement> samples = course.samples(asked ? values : Map.of(), now, until);
          facts.addAll(samples);
          if (asked) {
            Instant renewed =
                episodes.stream()
                    .filter(e -> e.thingId().equals(thing))
                    .filter(e -> e.closeReason() == CloseReason.ORDER_COMPLETED)
                    .map(Episode::closedAt)
                    .max(Instant::compareTo)
                    .orElse(null);
            long revision = views.known(thing).map(v -> v.context().revision() + 1).orElse(1L);
            for (Fact fact : foresight.of(thing, views, renewed, samples, revision)) {
              facts.add(fact);
              if (fact instanceof Forecast forecast) {
                last.put(forecast.name(), forecast);
              }
            }
          }
        });
    facts.sort(Comparator.comparing(Fact::at));
    return new Ahead(facts, last);
  }

  /** Stock and free times that are thought different. */
  private static List<Fact> told(WhatIfRequest request, Instant now, long revision) {
    List<Fact> facts = new ArrayList<>();
    request
        .stock()
        .forEach(
            (part, stock) ->
                facts.add(
                    new StockLevel(
                        request.thing(),
                        part,
                        stock.available(),
                        stock.nextDelivery(),
                        stock.lead(),
                        now,
                        revision)));
    if (request.production() != null) {
      if (request.production().isEmpty()) {
        facts.add(ProductionWindow.none(request.thing(), now, revision));
      }
      request
          .production()
          .forEach(
              free ->
                  facts.add(
                      new ProductionWindow(
                          request.thing(), free.from(), free.to(), now, revision)));
    }
    return facts;
  }

  private static Map<String, WhatIfAnswer.Pair> pairs(
      Map<String, Forecast> asIs, Map<String, Forecast> overlaid) {
    Map<String, WhatIfAnswer.Pair> pairs = new LinkedHashMap<>();
    asIs.forEach(
        (name, forecast) -> pairs.put(name, new WhatIfAnswer.Pair(forecast, overlaid.get(name))));
    overlaid.forEach(
        (name, forecast) -> pairs.putIfAbsent(name, new WhatIfAnswer.Pair(null, forecast)));
    return pairs;
  }
}
