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
import org.twinsuite.rules.detect.Detector;
import org.twinsuite.rules.detect.ForecastDetector;
import org.twinsuite.rules.detect.PointWindow;
import org.twinsuite.rules.detect.QualityDetector;
import org.twinsuite.rules.detect.StalenessDetector;
import org.twinsuite.rules.detect.ThingRegistry;
import org.twinsuite.rules.episode.EpisodeRegistry;
import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.episode.Finding;
import org.twinsuite.rules.episode.Justification;
import org.twinsuite.rules.evidence.Timing;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.pack.row.Limit;
import org.twinsuite.rules.pack.row.OrderTerms;

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
  private record Told(Kind kind, Detector detector, String name) {}

  private static final Comparator<Told> ORDER =
      Comparator.comparing(Told::kind)
          .thenComparing(t -> t.detector().getThingId())
          .thenComparing(Told::name)
          .thenComparing(t -> t.detector().symptom());

  private static final double HOUR_MS = 3_600_000;

  private final EpisodeRegistry book;
  private final EvidenceWriter evidence;
  private final Responder responder;
  private final MaintenanceWindow windows;
  private final Consumer<RuleProblem> problems;
  private final Supplier<List<Detector>> matched;

  /** With all detectors the rules that told it stand on. */
  private Map<Told, Set<Detector>> told = new LinkedHashMap<>();

  private ThingRegistry things;
  private Instant now = Instant.EPOCH;

  Findings(
      EpisodeRegistry book,
      EvidenceWriter evidence,
      Responder responder,
      MaintenanceWindow windows,
      Consumer<RuleProblem> problems,
      Supplier<List<Detector>> matched) {
    this.book = book;
    this.evidence = evidence;
    this.responder = responder;
    this.windows = windows;
    this.problems = problems;
    this.matched = matched;
  }

  private void tellPresent(Detector detector, String name) {
    told.computeIfAbsent(new Told(Kind.PRESENT, detector, name), key -> new LinkedHashSet<>())
        .addAll(matched.get());
  }

  void things(ThingRegistry value) {
    things = value;
  }

  Instant now() {
    return now;
  }

  void now(Instant value) {
    now = value;
  }

  /** The symptom this detector looks for is there. */
  public void raise(Detector detector) {
    tellPresent(detector, detector.getFailureMode());
  }

  /** The symptom this detector looks for is there, and other signs name the failure mode. */
  public void raise(Detector detector, String failureMode) {
    tellPresent(detector, failureMode);
  }

  /** The symptom this detector looks for is over, whatever it was told as. */
  public void clear(Detector detector) {
    told.put(new Told(Kind.GONE, detector, detector.getFailureMode()), Set.of());
  }

  /**
   * If an episode of this detector opens or becomes urgent in this very step, do at once what table
   * {@code responses} names for the rule.
   */
  public void respond(Detector detector, String ruleId) {
    told.put(new Told(Kind.RESPOND, detector, ruleId), Set.of());
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
    Map<Told, Set<Detector>> with = told;
    told = new LinkedHashMap<>();
    all.sort(ORDER);
    for (Told one : all) {
      switch (one.kind()) {
        case GONE -> takeGone(one.detector());
        case PRESENT -> takePresent(one.detector(), one.name(), with.get(one));
        case RESPOND -> responder.respond(one.detector(), one.name(), now);
      }
    }
    responder.endStep();
  }

  private void takeGone(Detector detector) {
    boolean taken = book.gone(detector.episodes(), detector.symptom(), now);
    for (FaultCase told : detector.notifiedToo()) {
      taken &= book.gone(told, detector.symptom(), now);
    }
    if (taken) {
      detector.alarmed(false);
    } else {
      detector.closeUnreported();
    }
  }

  private void takePresent(Detector detector, String failureMode, Set<Detector> with) {
    FaultCase c = detector.episodes();
    if (!c.failureMode().equals(failureMode)) {
      c = things.caseOf(detector.signal().thing(), failureMode);
      if (c == null) {
        String message = "table orders has no row for failure mode " + failureMode;
        problems.accept(new RuleProblem(detector.getRuleId(), false, message, now));
        return;
      }
      detector.notifiedToo(c);
    }
    detector.alarmed(true);
    Instant at = now;
    FaultCase told = c;
    book.present(
        c,
        new Finding(
            detector.symptom(),
            detector.getRuleId(),
            detector.isUrgent(),
            summary(detector),
            model(detector),
            detector.context(),
            at,
            new Memoized<>(() -> grounds(detector, told, with, at))));
  }

  private Justification grounds(Detector detector, FaultCase c, Set<Detector> with, Instant at) {
    if (c.terms().response() == OrderTerms.Response.NOTIFY) {
      return new Justification(null, evidence.of(detector, summary(detector), with, null, at));
    }
    Timing timing = windows.of(detector, c, at);
    return new Justification(
        new Window(timing.from(), timing.to()),
        evidence.of(detector, summary(detector), with, timing, at));
  }

  private static String model(Detector detector) {
    Forecast forecast = detector.signal().newestForecast();
    return forecast == null ? null : forecast.modelId();
  }

  private static String summary(Detector detector) {
    Limit limit = detector.limit();
    if (detector instanceof StalenessDetector silence) {
      boolean forecast = limit.kind() == Limit.Kind.STALE;
      double period = silence.usualPeriod() / HOUR_MS;
      double least = limit.minimum() / HOUR_MS;
      String usual =
          "%s usual periods of %s h".formatted(Numbers.text(limit.alarm()), Numbers.text(period));
      return "no %s %s for %s"
          .formatted(
              forecast ? "forecast" : "good sample of",
              detector.getSource(),
              least > limit.alarm() * period
                  ? "%s h, longer than %s".formatted(Numbers.text(least), usual)
                  : usual);
    }
    if (detector instanceof QualityDetector quality) {
      String last = quality.getLastFinding();
      return "%d of the last %d samples of %s are not good%s"
          .formatted(
              quality.getViolationCount(),
              limit.of(),
              detector.getSource(),
              last.isEmpty() ? "" : ", the last: " + last);
    }
    if (detector instanceof PointWindow window) {
      return "%s is %s%s, mean %s and trend %s per h over %s h"
          .formatted(
              detector.getSource(),
              Numbers.text(window.getLatest()),
              limit.unit().isEmpty() ? "" : " " + limit.unit(),
              Numbers.text(window.getMean()),
              Numbers.text(window.getTrend()),
              Numbers.text(window.getHours()));
    }
    String what = detector instanceof ForecastDetector ? "forecast " : "";
    return "%s%s is %s %s%s in %d of the last %d samples"
        .formatted(
            what,
            detector.getSource(),
            limit.direction().name().toLowerCase(Locale.ROOT),
            Numbers.text(detector.isUrgent() ? limit.urgent() : limit.alarm()),
            limit.unit().isEmpty() ? "" : " " + limit.unit(),
            limit.hits(),
            limit.of());
  }
}
