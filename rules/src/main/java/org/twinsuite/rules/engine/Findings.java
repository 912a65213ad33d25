package org.twinsuite.rules.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.twinsuite.rules.action.Window;
import org.twinsuite.rules.episode.Case;
import org.twinsuite.rules.episode.EpisodeBook;
import org.twinsuite.rules.episode.Finding;
import org.twinsuite.rules.episode.Grounds;
import org.twinsuite.rules.evidence.Timing;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.pack.Limit;
import org.twinsuite.rules.pack.OrderTerms;
import org.twinsuite.rules.state.ForecastWatch;
import org.twinsuite.rules.state.QualityWatch;
import org.twinsuite.rules.state.SilenceWatch;
import org.twinsuite.rules.state.Things;
import org.twinsuite.rules.state.Watch;

/**
 * What rules may call: the global {@code findings} of every pack. What is told is taken up after
 * all rules have fired, in an order that does not depend on the order they fired in.
 */
public final class Findings {

  private enum Kind {
    GONE,
    PRESENT,
    RESPOND
  }

  /**
   * @param name failure mode the symptom is told as; for a response the rule
   */
  private record Told(Kind kind, Watch watch, String name) {}

  private static final Comparator<Told> ORDER =
      Comparator.comparing(Told::kind)
          .thenComparing(t -> t.watch().getThingId())
          .thenComparing(Told::name)
          .thenComparing(t -> t.watch().symptom());

  private static final double HOUR_MS = 3_600_000;

  private final EpisodeBook book;
  private final EvidenceWriter evidence;
  private final Responder responder;
  private final OrderWindow windows;
  private final Consumer<RuleProblem> problems;
  private final Supplier<List<Watch>> matched;

  /** With all watches the rules that told it stand on. */
  private Map<Told, Set<Watch>> told = new LinkedHashMap<>();

  private Things things;
  private Instant now = Instant.EPOCH;

  Findings(
      EpisodeBook book,
      EvidenceWriter evidence,
      Responder responder,
      OrderWindow windows,
      Consumer<RuleProblem> problems,
      Supplier<List<Watch>> matched) {
    this.book = book;
    this.evidence = evidence;
    this.responder = responder;
    this.windows = windows;
    this.problems = problems;
    this.matched = matched;
  }

  private void tellPresent(Watch watch, String name) {
    told.computeIfAbsent(new Told(Kind.PRESENT, watch, name), key -> new LinkedHashSet<>())
        .addAll(matched.get());
  }

  void things(Things value) {
    things = value;
  }

  Instant now() {
    return now;
  }

  void now(Instant value) {
    now = value;
  }

  /** The symptom this watch looks for is there. */
  public void present(Watch watch) {
    tellPresent(watch, watch.getFailureMode());
  }

  /** The symptom this watch looks for is there, and other signs name the failure mode. */
  public void present(Watch watch, String failureMode) {
    tellPresent(watch, failureMode);
  }

  /** The symptom this watch looks for is over, whatever it was told as. */
  public void gone(Watch watch) {
    told.put(new Told(Kind.GONE, watch, watch.getFailureMode()), Set.of());
  }

  /**
   * If an episode of this watch opens or becomes urgent in this very step, do at once what table
   * {@code responses} names for the rule.
   */
  public void respond(Watch watch, String ruleId) {
    told.put(new Told(Kind.RESPOND, watch, ruleId), Set.of());
  }

  /** What rules told is not to be trusted. */
  void drop() {
    told.clear();
  }

  /** Takes up what rules told. */
  void flush() {
    if (told.isEmpty()) {
      return;
    }
    List<Told> all = new ArrayList<>(told.keySet());
    Map<Told, Set<Watch>> with = told;
    told = new LinkedHashMap<>();
    all.sort(ORDER);
    for (Told one : all) {
      switch (one.kind()) {
        case GONE -> takeGone(one.watch());
        case PRESENT -> takePresent(one.watch(), one.name(), with.get(one));
        case RESPOND -> responder.respond(one.watch(), one.name(), now);
      }
    }
    responder.endStep();
  }

  private void takeGone(Watch watch) {
    boolean taken = book.gone(watch.episodes(), watch.symptom(), now);
    for (Case told : watch.toldAlso()) {
      taken &= book.gone(told, watch.symptom(), now);
    }
    if (taken) {
      watch.alarmed(false);
    } else {
      watch.endUntold();
    }
  }

  private void takePresent(Watch watch, String failureMode, Set<Watch> with) {
    Case c = watch.episodes();
    if (!c.failureMode().equals(failureMode)) {
      c = things.caseOf(watch.signal().thing(), failureMode);
      if (c == null) {
        String message = "table orders has no row for failure mode " + failureMode;
        problems.accept(new RuleProblem(watch.getRuleId(), false, message, now));
        return;
      }
      watch.toldAlso(c);
    }
    watch.alarmed(true);
    Instant at = now;
    Case told = c;
    book.present(
        c,
        new Finding(
            watch.symptom(),
            watch.getRuleId(),
            watch.isUrgent(),
            summary(watch),
            model(watch),
            watch.context(),
            at,
            new Once<>(() -> grounds(watch, told, with, at))));
  }

  private Grounds grounds(Watch watch, Case c, Set<Watch> with, Instant at) {
    if (c.terms().response() == OrderTerms.Response.NOTIFY) {
      return new Grounds(null, evidence.of(watch, summary(watch), with, null, at));
    }
    Timing timing = windows.of(watch, c, at);
    return new Grounds(
        new Window(timing.from(), timing.to()),
        evidence.of(watch, summary(watch), with, timing, at));
  }

  private static String model(Watch watch) {
    Forecast forecast = watch.signal().newestForecast();
    return forecast == null ? null : forecast.modelId();
  }

  private static String summary(Watch watch) {
    Limit limit = watch.limit();
    if (watch instanceof SilenceWatch silence) {
      boolean forecast = limit.kind() == Limit.Kind.STALE;
      double period = silence.usualPeriod() / HOUR_MS;
      double least = limit.minimum() / HOUR_MS;
      String usual =
          "%s usual periods of %s h".formatted(Numbers.text(limit.alarm()), Numbers.text(period));
      return "no %s %s for %s"
          .formatted(
              forecast ? "forecast" : "good sample of",
              watch.getSource(),
              least > limit.alarm() * period
                  ? "%s h, longer than %s".formatted(Numbers.text(least), usual)
                  : usual);
    }
    if (watch instanceof QualityWatch quality) {
      String last = quality.getLastFinding();
      return "%d of the last %d samples of %s are not good%s"
          .formatted(
              quality.getHits(),
              limit.of(),
              watch.getSource(),
              last.isEmpty() ? "" : ", the last: " + last);
    }
    String what = watch instanceof ForecastWatch ? "forecast " : "";
    return "%s%s is %s %s%s in %d of the last %d samples"
        .formatted(
            what,
            watch.getSource(),
            limit.direction().name().toLowerCase(Locale.ROOT),
            Numbers.text(watch.isUrgent() ? limit.urgent() : limit.alarm()),
            limit.unit().isEmpty() ? "" : " " + limit.unit(),
            limit.hits(),
            limit.of());
  }
}
