package org.twinsuite.sandbox.cmms;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * A simulated planner: approves orders after some simulated hours, starts them when the order says
 * but not before the crew is there, completes them. Driven by {@link #tick}; has no thread of its
 * own. A step counts from the one before, so with a coarse tick each step takes at least one tick
 * unless its time is zero.
 */
public final class Planner {

  /**
   * The system's own words for the steps.
   *
   * @param plannedStart field with the time the work is to begin at; empty where there is none
   */
  public record Terms(
      String waiting, String approved, String inProgress, String completed, String plannedStart) {
    public static final Terms MAXIMO = new Terms("WAPPR", "APPR", "INPRG", "COMP", "targstartdate");

    /** Of a system whose planned start is not looked at. */
    public Terms(String waiting, String approved, String inProgress, String completed) {
      this(waiting, approved, inProgress, completed, "");
    }
  }

  /** How long each step takes, counted from the one before. */
  public record Pace(Duration approve, Duration start, Duration complete) {
    public static final Pace DEFAULT =
        new Pace(Duration.ofHours(2), Duration.ofHours(6), Duration.ofHours(8));
  }

  /** Decides when work that was started is done. */
  @FunctionalInterface
  public interface Completion {
    /** Whether the order, in progress since {@code startedAt}, is done at {@code now}. */
    boolean done(CmmsOrder order, Instant startedAt, Instant now);
  }

  private final OrderBook book;
  private final Terms terms;
  private final Pace pace;
  private final Completion completion;
  private final BiConsumer<String, CmmsOrder> onCompleted;

  /**
   * @param onCompleted called with the asset number and the order, after the order was completed
   */
  public Planner(
      OrderBook book,
      Terms terms,
      Pace pace,
      Completion completion,
      BiConsumer<String, CmmsOrder> onCompleted) {
    this.book = book;
    this.terms = terms;
    this.pace = pace;
    this.completion = completion;
    this.onCompleted = onCompleted;
  }

  /** A planner for a stand-in that completes work after the pace's time. */
  public static Planner of(
      CmmsStandIn system, Pace pace, BiConsumer<String, CmmsOrder> onCompleted) {
    return of(system, pace, after(pace.complete()), onCompleted);
  }

  /** A planner for a stand-in with its own idea of when work is done. */
  public static Planner of(
      CmmsStandIn system,
      Pace pace,
      Completion completion,
      BiConsumer<String, CmmsOrder> onCompleted) {
    return new Planner(system.book(), system.terms(), pace, completion, onCompleted);
  }

  /** Work is done this long after it started. */
  public static Completion after(Duration duration) {
    return (order, startedAt, now) -> !startedAt.plus(duration).isAfter(now);
  }

  /** Works off what is due at this simulated time. */
  public void tick(Instant simNow) {
    for (CmmsOrder order : book.open()) {
      advance(order, simNow);
    }
  }

  private void advance(CmmsOrder standing, Instant now) {
    CmmsOrder order = standing;
    if (order.status().equals(terms.waiting()) && due(order, pace.approve(), now)) {
      order =
          book.setStatus(order.number(), terms.approved(), "approved by simulated planner", now);
    }
    if (order.status().equals(terms.approved())
        && due(order, pace.start(), now)
        && begun(order, now)) {
      order = book.setStatus(order.number(), terms.inProgress(), "started", now);
    }
    Instant startedAt = order.firstAt(terms.inProgress());
    if (order.status().equals(terms.inProgress()) && completion.done(order, startedAt, now)) {
      order =
          book.setStatus(order.number(), terms.completed(), "completed by simulated planner", now);
      onCompleted.accept(order.assetnum(), order);
    }
  }

  private boolean begun(CmmsOrder order, Instant now) {
    Instant planned = order.time(terms.plannedStart());
    return planned == null || !planned.isAfter(now);
  }

  private static boolean due(CmmsOrder order, Duration wait, Instant now) {
    Instant since = order.history().get(order.history().size() - 1).at();
    return !since.plus(wait).isAfter(now);
  }
}
