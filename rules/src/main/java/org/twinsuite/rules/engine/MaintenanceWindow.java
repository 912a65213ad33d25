package org.twinsuite.rules.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.twinsuite.rules.action.Window;
import org.twinsuite.rules.detect.Detector;
import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.evidence.Timing;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.pack.row.CostRow;
import org.twinsuite.rules.pack.row.OrderTerms;
import org.twinsuite.rules.pack.row.Tables;
import org.twinsuite.rules.planning.StartTimeOptimizer;
import org.twinsuite.rules.planning.StartTimeOptimizer.Start;
import org.twinsuite.rules.planning.SurvivalCurve;

/**
 * When the work should be done. Table {@code orders} says between when it may be planned; within
 * that the start is chosen that costs least by table {@code costs}, weighing the risk of a failure
 * against production, the spare part and the life that is thrown away. Without costs, or without an
 * interval of the remaining life, it is the first time production leaves free once the part is
 * there, before the machine may fail.
 */
final class MaintenanceWindow {

  /** Starts in production windows that are compared with the chosen one. */
  private static final int COMPARED = 3;

  private static final Duration SHORTEST = Duration.ofHours(1);

  /** Hours of remaining life that bear on no plan any more: more than a century. */
  private static final double LONGEST = 1_000_000;

  private final ProductionWindows production;
  private final PartSupply parts;
  private Tables tables;

  MaintenanceWindow(ProductionWindows production, PartSupply parts) {
    this.production = production;
    this.parts = parts;
  }

  void tables(Tables value) {
    tables = value;
  }

  /** All that bears on one choice. */
  private record Question(
      OrderTerms terms,
      Forecast life,
      CostRow costs,
      List<Window> free,
      PartSupply.Supply part,
      Instant from,
      Instant to,
      Instant now) {

    /** The first start: as soon as possible if the machine may fail before the work is planned. */
    Instant first() {
      Instant planned = mayFail() != null && mayFail().isBefore(from) ? now : from;
      return part.at() != null && part.at().isAfter(planned) ? part.at() : planned;
    }

    /** Null if unknown. */
    Instant mayFail() {
      return life == null || !(life.lower() > 0)
          ? null
          : life.at().plus(Duration.ofMinutes((long) (Math.min(life.lower(), LONGEST) * 60)));
    }
  }

  /**
   * @param c the case it is about, with its terms
   */
  Timing of(Detector detector, FaultCase c, Instant now) {
    OrderTerms terms = c.terms();
    Forecast life = life(detector, c.failureMode());
    Question q =
        new Question(
            terms,
            life,
            tables.costsFor(
                detector.context().equipmentClass(),
                c.failureMode(),
                detector.context().criticality()),
            production.of(detector.getThingId()),
            parts.of(c, now),
            now.plus(terms.workFrom()),
            now.plus(terms.workTo()),
            now);
    return q.costs() == null || life == null || !interval(life) ? firstFree(q) : cheapest(q);
  }

  /**
   * The forecast of the remaining life in hours the work is planned by: that of the finding, or the
   * one of the thing that ends first and is about the same failure mode or about none; null if
   * there is none.
   */
  private static Forecast life(Detector detector, String failureMode) {
    Forecast own = detector.signal().newestForecast();
    if (own != null) {
      return "h".equals(own.unit()) ? own : null;
    }
    Forecast found = null;
    for (var signal : detector.signal().thing().forecasts().values()) {
      Forecast next = signal.newestForecast();
      boolean fits =
          next != null
              && "h".equals(next.unit())
              && interval(next)
              && (next.failureMode() == null || next.failureMode().equals(failureMode));
      if (fits && (found == null || next.value() < found.value())) {
        found = next;
      }
    }
    return found;
  }

  private static boolean interval(Forecast f) {
    return f.lower() <= f.value()
        && f.value() <= f.upper()
        && Double.isFinite(f.upper())
        && f.level() > 0
        && f.level() < 1;
  }

  private static Timing cheapest(Question q) {
    Forecast life = q.life();
    SurvivalCurve curve =
        SurvivalCurve.of(
            life.at(), hours(life.lower()), hours(life.value()), hours(life.upper()), life.level());
    List<Window> free = q.free() == null ? List.of() : q.free();
    StartTimeOptimizer choice = new StartTimeOptimizer(curve, q.costs().costs(), free, q.now());
    Instant until = q.to().minus(q.costs().costs().duration());
    StartTimeOptimizer.Choice chosen = choice.choose(q.first(), until);
    List<Timing.Start> starts = new ArrayList<>();
    starts.add(start("chosen", chosen.best()));
    starts.add(start("as soon as possible", chosen.soonest()));
    starts.add(start("as late as table orders allows", chosen.latest()));
    int compared = 0;
    for (Window window : free) {
      Instant at = window.from().isBefore(q.first()) ? q.first() : window.from();
      if (at.isBefore(window.to()) && !at.isAfter(until) && compared < COMPARED) {
        starts.add(start("production leaves time free until " + window.to(), choice.start(at)));
        compared++;
      }
    }
    String why =
        String.format(
            Locale.ROOT,
            "this start costs least: %s, as soon as possible %s, as late as allowed %s",
            cost(q, chosen.best()),
            cost(q, chosen.soonest()),
            cost(q, chosen.latest()));
    return new Timing(
        chosen.window().from(), chosen.window().to(), why, starts, q.life(), basis(q));
  }

  private static double hours(double remaining) {
    return Math.max(0, Math.min(remaining, LONGEST));
  }

  private static Timing.Start start(String name, Start start) {
    return new Timing.Start(
        name,
        start.at().truncatedTo(ChronoUnit.MINUTES),
        start.cost(),
        start.failsBefore(),
        start.lostHours());
  }

  private static String cost(Question q, Start start) {
    return (Numbers.text(start.cost()) + ' ' + q.costs().currency()).trim();
  }

  private static Timing firstFree(Question q) {
    Instant from = q.first();
    Instant to = q.mayFail() != null && q.mayFail().isBefore(q.to()) ? q.mayFail() : q.to();
    if (!to.isAfter(from)) {
      Duration planned = q.terms().workFrom();
      to = from.plus(planned.compareTo(SHORTEST) < 0 ? SHORTEST : planned);
      boolean late = q.part().at() != null && !q.part().at().isBefore(from);
      String why =
          late ? "the spare part comes only then" : "the machine may fail before, so at once";
      return new Timing(from, to, why, List.of(), q.life(), basis(q));
    }
    for (Window free : q.free() == null ? List.<Window>of() : q.free()) {
      Instant begin = free.from().isAfter(from) ? free.from() : from;
      Instant end = free.to().isBefore(to) ? free.to() : to;
      if (begin.isBefore(end)) {
        return new Timing(
            begin, end, "the first time production leaves free", List.of(), q.life(), basis(q));
      }
    }
    return new Timing(from, to, "the time table orders gives", List.of(), q.life(), basis(q));
  }

  private static List<String> basis(Question q) {
    List<String> basis = new ArrayList<>();
    if (q.life() == null || !interval(q.life())) {
      basis.add("life: no forecast with an interval in hours, so costs were not weighed");
    } else {
      basis.add("life: forecast " + q.life().name() + " of the evidence");
    }
    if (!q.terms().part().isEmpty()) {
      basis.add("part " + q.terms().part() + ": " + q.part().text());
    }
    basis.add(
        q.free() == null
            ? "production: nothing known"
            : "production: %d times left free".formatted(q.free().size()));
    if (q.costs() == null) {
      basis.add("costs: no row of table costs holds, so they were not weighed");
    } else {
      var costs = q.costs().costs();
      basis.add(
          "costs%s: failure %s, planned %s, lost output %s an hour, unused life %s an hour, %s h of work (%s)"
              .formatted(
                  q.costs().currency().isEmpty() ? "" : " in " + q.costs().currency(),
                  Numbers.text(costs.failure()),
                  Numbers.text(costs.planned()),
                  Numbers.text(costs.lostPerHour()),
                  Numbers.text(costs.unusedPerHour()),
                  Numbers.text(costs.duration().toMillis() / 3_600_000.0),
                  q.costs().origin()));
    }
    basis.add("table orders: " + q.terms().origin());
    return basis;
  }
}
