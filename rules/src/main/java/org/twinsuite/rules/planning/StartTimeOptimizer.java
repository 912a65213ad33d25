package org.twinsuite.rules.planning;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.twinsuite.rules.action.Window;
import org.twinsuite.rules.pack.row.WorkCosts;

/**
 * Chooses the start of a job with the least expected cost.
 *
 * <p>For a start s, with T the time of failure: P(T &lt; s) × failure + P(T ≥ s) × (planned + lost
 * output) + unused life × E[max(T − s, 0)], the age-replacement trade-off of Barlow and Hunter
 * (1960) for one renewal, with production and spare parts in it. Between the bends of the life
 * curve and of the production windows this is quadratic in s, so the least value over all starts is
 * at a bend or at the vertex of a piece: the choice is exact, not searched.
 */
public final class StartTimeOptimizer {
  private final SurvivalCurve life;
  private final WorkCosts costs;
  private final List<Window> free;
  private final Instant now;

  /**
   * @param free times in which production allows the work, in any order
   */
  public StartTimeOptimizer(SurvivalCurve life, WorkCosts costs, List<Window> free, Instant now) {
    this.life = life;
    this.costs = costs;
    this.free = free.stream().sorted(Comparator.comparing(Window::from)).toList();
    this.now = now;
  }

  /**
   * One start and what it is expected to cost.
   *
   * @param failsBefore probability of a failure before it
   * @param lostHours hours of the job outside the production windows
   */
  public record Start(Instant at, double cost, double failsBefore, double lostHours) {}

  /**
   * The best start, and others to compare it with.
   *
   * @param window from the best start to when the job has to be done
   * @param soonest the earliest start there is a part for
   * @param latest the last start that was considered
   */
  public record Choice(Window window, Start best, Start soonest, Start latest) {}

  /**
   * @param partThere when the spare part is at hand; {@code null} when none is needed or it is
   *     there
   * @param until the last start to consider
   */
  public Choice choose(Instant partThere, Instant until) {
    Instant first = partThere == null || partThere.isBefore(now) ? now : partThere;
    Instant last = until.isBefore(first) ? first : until;
    List<Instant> bends = bends(first, last);
    Start best = start(first);
    for (int i = 0; i < bends.size(); i++) {
      best = better(best, start(bends.get(i)));
      if (i > 0) {
        Instant vertex = vertex(bends.get(i - 1), bends.get(i));
        best = vertex == null ? best : better(best, start(vertex));
      }
    }
    return new Choice(window(best.at()), best, start(first), start(last));
  }

  /** Expected cost of beginning at a time. */
  public Start start(Instant at) {
    double fails = life.failedBy(at, now);
    double lost = hoursOutside(at);
    double cost =
        fails * costs.failure()
            + (1 - fails) * (costs.planned() + costs.lostPerHour() * lost)
            + costs.unusedPerHour() * life.hoursLeft(at, now);
    return new Start(at, cost, fails, lost);
  }

  /** Of equal cost the earlier: it leaves room for delay. */
  private static Start better(Start a, Start b) {
    return b.cost() < a.cost() - 1e-9
            || Math.abs(b.cost() - a.cost()) <= 1e-9 && b.at().isBefore(a.at())
        ? b
        : a;
  }

  private List<Instant> bends(Instant first, Instant last) {
    TreeSet<Instant> bends = new TreeSet<>(List.of(first, last));
    for (Instant bend : life.bends()) {
      bends.add(bend);
    }
    for (Window window : free) {
      for (Instant edge : List.of(window.from(), window.to())) {
        bends.add(edge);
        bends.add(edge.minus(costs.duration()));
      }
    }
    return new ArrayList<>(bends.subSet(first, true, last, true));
  }

  /** Where the parabola through three points of a piece is least; null when at its ends. */
  private Instant vertex(Instant from, Instant to) {
    long span = Duration.between(from, to).toMillis();
    double left = start(from).cost();
    double middle = start(from.plusMillis(span / 2)).cost();
    double right = start(to).cost();
    double curve = 2 * (left - 2 * middle + right);
    double slope = -3 * left + 4 * middle - right;
    double at = curve > 0 ? -slope / (2 * curve) : -1;
    return at > 0 && at < 1 ? from.plusMillis(Math.round(at * span)) : null;
  }

  private double hoursOutside(Instant start) {
    Instant end = start.plus(costs.duration());
    long inside = 0;
    Instant covered = start;
    for (Window window : free) {
      Instant from = window.from().isAfter(covered) ? window.from() : covered;
      Instant to = window.to().isBefore(end) ? window.to() : end;
      if (from.isBefore(to)) {
        inside += Duration.between(from, to).toMillis();
        covered = to;
      }
    }
    return (costs.duration().toMillis() - inside) / 3_600_000.0;
  }

  /** To the end of the production window the job lies in, or just as long as the job takes. */
  private Window window(Instant start) {
    Instant done = start.plus(costs.duration());
    Instant end = done;
    for (Window window : free) {
      if (!window.from().isAfter(start)
          && !window.to().isBefore(done)
          && window.to().isAfter(end)) {
        end = window.to();
      }
    }
    return new Window(start.truncatedTo(ChronoUnit.MINUTES), end.truncatedTo(ChronoUnit.MINUTES));
  }
}
