package org.twinsuite.workbench.plant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.twinsuite.workbench.plant.PlantThing.HealthLevel;
import org.twinsuite.workbench.plant.PlantThing.Life;

/**
 * What needs a person, first: things ranked by the expected cost of waiting, which is criticality
 * times the probability of failing before the window of the order (or within three days where
 * nothing is planned). A thing that is well and has no open order is not listed.
 */
public final class AttentionList {
  private static final Duration UNPLANNED = Duration.ofDays(3);

  /** Criticality that counts once; a critical machine counts three times. */
  private static final double NORMAL = 1;

  private static final Map<String, Double> WEIGHTS =
      Map.of("critical", 3.0, "high", 2.0, "a", 3.0, "b", 2.0, "medium", 1.0, "c", 1.0, "low", 0.5);

  private AttentionList() {}

  /**
   * An order of a thing.
   *
   * @param toDecide whether a planner is asked
   * @param begin begin of its window; null if it has none
   */
  public record OpenOrder(
      String reference, String title, boolean toDecide, String state, Instant begin, Instant end) {}

  /**
   * A line of the list.
   *
   * @param order the order to look at first; null if there is none
   * @param failsBefore probability of failing before the work begins, 0 to 1
   * @param rank expected cost of waiting, without unit
   */
  public record Line(PlantThing thing, OpenOrder order, double failsBefore, double rank) {
    /** Whether the window has passed without the order being done. */
    public boolean overdue(Instant now) {
      return order != null && order.end() != null && order.end().isBefore(now);
    }
  }

  /**
   * The list, most urgent first.
   *
   * @param orders open orders by thing id
   */
  public static List<Line> of(
      List<PlantThing> things, Map<String, List<OpenOrder>> orders, Instant now) {
    List<Line> lines = new ArrayList<>();
    for (PlantThing thing : things) {
      List<OpenOrder> own = orders.getOrDefault(thing.thingId(), List.of());
      if (own.isEmpty()
          && !thing.ownHealth().atLeast(HealthLevel.WATCH)
          && thing.dataProblem() == null) {
        continue;
      }
      OpenOrder first =
          own.stream()
              .min(
                  Comparator.comparing((OpenOrder order) -> !order.toDecide())
                      .thenComparing(
                          OpenOrder::begin, Comparator.nullsLast(Comparator.naturalOrder())))
              .orElse(null);
      double fails = failsBefore(thing, first, now);
      double undecided = first != null && first.toDecide() ? 2 : 1;
      lines.add(new Line(thing, first, fails, weight(thing.criticality()) * fails * undecided));
    }
    lines.sort(
        Comparator.comparingDouble(Line::rank)
            .reversed()
            .thenComparing(line -> line.thing().name())
            .thenComparing(line -> line.thing().thingId()));
    return lines;
  }

  static double weight(String criticality) {
    if (criticality == null) {
      return NORMAL;
    }
    Double named = WEIGHTS.get(criticality.toLowerCase(Locale.ROOT));
    if (named != null) {
      return named;
    }
    try {
      // ranks of maintenance systems: 1 is the most critical of five
      double rank = Double.parseDouble(criticality);
      return rank >= 1 && rank <= 5 ? 3 / rank : NORMAL;
    } catch (NumberFormatException word) {
      return NORMAL;
    }
  }

  private static double failsBefore(PlantThing thing, OpenOrder order, Instant now) {
    Instant begin = order == null || order.begin() == null ? now.plus(UNPLANNED) : order.begin();
    if (begin.isBefore(now)) {
      begin = now.plus(UNPLANNED);
    }
    if (thing.life() != null) {
      return probability(thing.life(), begin);
    }
    return switch (thing.ownHealth()) {
      case CRITICAL -> 0.5;
      case DEGRADED -> 0.2;
      case WATCH -> 0.05;
      case GOOD -> 0.01;
    };
  }

  /**
   * Probability that the life has ended at a time: log-normal through the median and the ends of
   * the interval, each side with its own spread.
   */
  static double probability(Life life, Instant at) {
    double hours = Duration.between(life.at(), at).toSeconds() / 3_600.0;
    if (hours <= 0) {
      return 0;
    }
    if (!(life.hours() > 0)) {
      return 1;
    }
    double side = hours < life.hours() ? life.lower() : life.upper();
    double deviations = deviations(life.level());
    double spread = Math.abs(Math.log(Math.max(side, 1e-3) / life.hours())) / deviations;
    if (!(spread > 0)) {
      spread = 0.5;
    }
    return normal(Math.log(hours / life.hours()) / spread);
  }

  /** Half width of the interval in standard deviations, by bisection of the normal distribution. */
  private static double deviations(double level) {
    double wanted = 0.5 + (level > 0 && level < 1 ? level : 0.9) / 2;
    double low = 0;
    double high = 8;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (normal(middle) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Normal distribution function; Abramowitz and Stegun 26.2.17, error below 7.5e-8. */
  private static double normal(double z) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double tail =
        Math.exp(-z * z / 2)
            / Math.sqrt(2 * Math.PI)
            * t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return z >= 0 ? 1 - tail : tail;
  }
}
