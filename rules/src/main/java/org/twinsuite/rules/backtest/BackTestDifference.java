package org.twinsuite.rules.backtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.rules.action.CreateWorkOrder;

/**
 * What a candidate pack would change against the active one.
 *
 * @param both orders of both packs for the same trouble, in pairs
 * @param onlyActive orders that would no longer come
 * @param onlyCandidate orders that would come new
 */
public record BackTestDifference(
    List<Pair> both, List<CreateWorkOrder> onlyActive, List<CreateWorkOrder> onlyCandidate) {

  /** The same trouble, ordered by both. */
  public record Pair(CreateWorkOrder active, CreateWorkOrder candidate) {
    /** How much earlier the candidate orders; negative when later. */
    public Duration earlier() {
      return Duration.between(candidate.at(), active.at());
    }
  }

  /**
   * Pairs orders of one thing and failure mode that lie within a time of each other, the nearest
   * first come.
   */
  public static BackTestDifference of(
      BackTestReport active, BackTestReport candidate, Duration within) {
    List<CreateWorkOrder> left = new ArrayList<>(active.orders());
    List<CreateWorkOrder> right = new ArrayList<>();
    List<Pair> both = new ArrayList<>();
    for (CreateWorkOrder order : candidate.orders()) {
      CreateWorkOrder nearest = null;
      for (CreateWorkOrder other : left) {
        if (same(order, other)
            && apart(order, other).compareTo(within) <= 0
            && (nearest == null || apart(order, other).compareTo(apart(order, nearest)) < 0)) {
          nearest = other;
        }
      }
      if (nearest == null) {
        right.add(order);
      } else {
        left.remove(nearest);
        both.add(new Pair(nearest, order));
      }
    }
    return new BackTestDifference(List.copyOf(both), List.copyOf(left), List.copyOf(right));
  }

  /** A few lines for a terminal. */
  public String toText() {
    return "against the active pack: %d orders in both (%d earlier, %d later), %d gone, %d new%n"
        .formatted(
            both.size(), earlierCount(), laterCount(), onlyActive.size(), onlyCandidate.size());
  }

  /** Orders of both that the candidate raises earlier. */
  public long earlierCount() {
    return both.stream().filter(pair -> pair.earlier().toMinutes() > 0).count();
  }

  /** Orders of both that the candidate raises later. */
  public long laterCount() {
    return both.stream().filter(pair -> pair.earlier().toMinutes() < 0).count();
  }

  private static boolean same(CreateWorkOrder a, CreateWorkOrder b) {
    return a.thingId().equals(b.thingId()) && a.failureMode().equals(b.failureMode());
  }

  private static Duration apart(CreateWorkOrder a, CreateWorkOrder b) {
    return Duration.between(a.at(), b.at()).abs();
  }
}
