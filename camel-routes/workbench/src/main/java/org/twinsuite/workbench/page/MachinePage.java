package org.twinsuite.workbench.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.twinsuite.rules.pack.row.Limit;
import org.twinsuite.workbench.plant.PlantForecast;
import org.twinsuite.workbench.plant.PlantThing;
import org.twinsuite.workbench.plant.SignalHistory;

/**
 * A machine: what it is, how it is, its signals with limits, its orders.
 *
 * @param from begin of the time axis all charts share
 * @param twin the twin's JSON for the curious; null if it cannot be read now
 */
public record MachinePage(
    PlantThing thing,
    String parentHref,
    List<Part> parts,
    Instant from,
    Instant to,
    List<Signal> signals,
    List<OrderFlag> orders,
    List<PlantForecast> forecasts,
    String twin) {
  private static final Duration SHOWN = Duration.ofDays(7);

  /** A part, or a sibling under the same parent. */
  public record Part(String name, String href, String health, String letter, boolean sibling) {}

  /**
   * A signal to be drawn.
   *
   * @param data address of its points
   * @param limits lines to be drawn in it
   */
  public record Signal(String name, String data, String picture, List<Line> limits) {}

  /** A limit as a line. */
  public record Line(String name, double value, String unit, String source) {}

  /** An order as a flag on the time axis. */
  public record OrderFlag(
      String reference,
      String href,
      String title,
      String state,
      String number,
      Instant at,
      Instant begin,
      Instant end) {}

  /** The span shown first: a week up to the newest sample, less where less is there. */
  static SignalHistory.Span shown(SignalHistory.Span all, Instant from, Instant to) {
    if (from != null && to != null && from.isBefore(to)) {
      return new SignalHistory.Span(from, to);
    }
    if (all == null) {
      return null;
    }
    Instant begin = all.to().minus(SHOWN);
    return new SignalHistory.Span(begin.isBefore(all.from()) ? all.from() : begin, all.to());
  }

  static List<Part> relatives(List<PlantThing> parts, List<PlantThing> siblings, String self) {
    List<Part> relatives = new ArrayList<>();
    parts.forEach(part -> relatives.add(part(part, false)));
    siblings.stream()
        .filter(sibling -> !sibling.thingId().equals(self))
        .forEach(sibling -> relatives.add(part(sibling, true)));
    return relatives;
  }

  private static Part part(PlantThing thing, boolean sibling) {
    return new Part(
        thing.name(),
        PlantPage.href(thing.thingId()),
        thing.health().name(),
        thing.health().letter(),
        sibling);
  }

  /** Limits of the live rule pack for a signal, least first. */
  static List<Line> limits(List<Limit> limits, String signal) {
    return limits.stream()
        .filter(limit -> limit.kind() == Limit.Kind.LEVEL && limit.covers(signal))
        .flatMap(
            limit ->
                Double.isNaN(limit.urgent())
                    ? java.util.stream.Stream.of(line("alarm", limit.alarm(), limit))
                    : java.util.stream.Stream.of(
                        line("alarm", limit.alarm(), limit), line("urgent", limit.urgent(), limit)))
        .filter(line -> Double.isFinite(line.value()))
        .distinct()
        .sorted(Comparator.comparingDouble(Line::value))
        .toList();
  }

  private static Line line(String name, double value, Limit limit) {
    return new Line(name, value, limit.unit(), limit.origin());
  }
}
