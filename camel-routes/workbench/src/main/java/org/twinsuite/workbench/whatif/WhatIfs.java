package org.twinsuite.workbench.whatif;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.change.FactReader;
import org.twinsuite.pipeline.store.Episodes;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.episode.CloseReason;
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
  private static final Logger LOG = LoggerFactory.getLogger(WhatIfs.class);
  private static final int SIBLINGS = 50;

  private final Parts parts;

  /** Reads the changes of a thing from a revision to another, both included. */
  @FunctionalInterface
  public interface Journal {
    CompletableFuture<List<TwinChange>> read(String thingId, long from, long to);
  }

  /**
   * What it reads.
   *
   * @param fresh views of its own, so that the thing is as it is now
   * @param known views of all things that were seen
   * @param revisions how many changes of each thing are read
   */
  public record Parts(
      Supplier<RulePack> pack,
      Episodes episodes,
      Journal journal,
      Supplier<ThingViews> fresh,
      ThingViews known,
      Foresight foresight,
      InstantSource clock,
      int revisions) {}

  /** The facts of a course and of its forecasts. */
  private record Ahead(List<Fact> facts, Map<String, Forecast> forecasts) {}

  public WhatIfs(Parts parts) {
    this.parts = parts;
  }

  /**
   * @return empty when there is no such thing
   * @throws IllegalArgumentException naming a field that does not fit the thing
   */
  public Optional<WhatIfAnswer> answer(WhatIfRequest request) {
    Instant clock = parts.clock().instant();
    ThingViews views = parts.fresh().get();
    ThingView view = views.load(request.thing(), clock);
    if (view.context().revision() == 0) {
      return Optional.empty();
    }
    List<ThingView> group = siblings(view, views, clock);
    List<Fact> past = new ArrayList<>();
    group.forEach(member -> past.addAll(past(member)));
    past.sort(Comparator.comparing(Fact::at));
    List<Episode> episodes = episodes(group);
    Instant now =
        past.stream().map(Fact::at).max(Instant::compareTo).filter(clock::isBefore).orElse(clock);
    Instant until = now.plus(request.ahead());
    Map<String, Course> courses = new LinkedHashMap<>();
    group.forEach(member -> courses.put(id(member), new Course(id(member), past)));
    check(request, courses.get(request.thing()));
    Ahead asIs = ahead(request, Map.of(), courses, views, episodes, now, until);
    Ahead overlaid = ahead(request, request.values(), courses, views, episodes, now, until);
    List<Fact> different = new ArrayList<>(told(request, now, view.context().revision() + 1));
    different.addAll(overlaid.facts());
    List<Episode> open =
        episodes.stream().filter(e -> e.open() && e.thingId().equals(request.thing())).toList();
    RulePack pack = parts.pack().get();
    WhatIf.Difference difference =
        new WhatIf(
                pack,
                request.again()
                    ? episodes.stream().filter(episode -> !open.contains(episode)).toList()
                    : episodes,
                past)
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

  private static String id(ThingView view) {
    return view.context().thingId();
  }

  /** The thing and those that share its parent, for they are judged together. */
  private List<ThingView> siblings(ThingView view, ThingViews views, Instant clock) {
    List<ThingView> group = new ArrayList<>(List.of(view));
    String parent = view.context().parent();
    if (parent != null) {
      parts.known().all().stream()
          .filter(other -> parent.equals(other.context().parent()) && !id(other).equals(id(view)))
          .sorted(Comparator.comparing(WhatIfs::id))
          .limit(SIBLINGS)
          .forEach(other -> group.add(views.load(id(other), clock)));
    }
    return group;
  }

  private List<Fact> past(ThingView view) {
    List<Fact> facts = new ArrayList<>();
    long revision = view.context().revision();
    if (revision == 0) {
      return facts;
    }
    FactReader reader = new FactReader();
    for (TwinChange change :
        parts
            .journal()
            .read(id(view), Math.max(1, revision - parts.revisions() + 1), revision)
            .join()) {
      try {
        facts.addAll(reader.read(change));
      } catch (RuntimeException parkedBefore) {
        LOG.debug("{} is not readable, as before: {}", id(view), parkedBefore.getMessage());
      }
    }
    Instant first =
        facts.stream().map(Fact::at).min(Instant::compareTo).orElse(view.context().at());
    // what a thing is must not be told later than the samples
    facts.add(0, view.context().dated(first));
    facts.addAll(view.standing());
    return facts;
  }

  private List<Episode> episodes(List<ThingView> group) {
    List<String> ids = group.stream().map(WhatIfs::id).toList();
    return parts.episodes().current().stream().filter(e -> ids.contains(e.thingId())).toList();
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
            for (Fact fact : parts.foresight().of(thing, views, renewed, samples, revision)) {
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
