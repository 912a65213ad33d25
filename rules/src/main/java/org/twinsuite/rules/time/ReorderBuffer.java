package org.twinsuite.rules.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;

/**
 * Holds facts back until event time has moved on by the lateness, then gives them in time order.
 */
public final class ReorderBuffer {

  /** A fact with the correlation id of the change that brought it. */
  public record Held(Fact fact, String correlationId) {}

  private static final Comparator<Held> BY_TIME =
      Comparator.<Held, Instant>comparing(h -> h.fact().at())
          .thenComparing(h -> h.fact().thingId())
          .thenComparingLong(h -> h.fact().revision())
          .thenComparing(h -> source(h.fact()));

  private final PriorityQueue<Held> queue = new PriorityQueue<>(BY_TIME);
  private final long lateness;
  private final long maxAhead;
  private long seen = Long.MIN_VALUE;
  private long told = Long.MIN_VALUE;

  /**
   * @param now what time it is; null if only facts tell
   */
  public ReorderBuffer(Duration lateness, Duration maxAhead, Instant now) {
    this.lateness = lateness.toMillis();
    this.maxAhead = maxAhead.toMillis();
    told = now == null ? Long.MIN_VALUE : now.toEpochMilli();
    seen = told;
  }

  public void add(Held held) {
    queue.add(held);
    long at = held.fact().at().toEpochMilli();
    if (!isAhead(held.fact())) {
      seen = Math.max(seen, at);
    }
  }

  /** Whether a fact is dated further ahead than anybody's clock may be. */
  public boolean isAhead(Fact fact) {
    return told != Long.MIN_VALUE && fact.at().toEpochMilli() - maxAhead > told;
  }

  /** Somebody with a clock says what time it is. */
  public void tell(Instant now) {
    told = Math.max(told, now.toEpochMilli());
    seen = Math.max(seen, told);
  }

  /** Event time up to which everything may be judged; {@link Long#MIN_VALUE} before the first. */
  public long watermark() {
    return seen == Long.MIN_VALUE ? seen : seen - lateness;
  }

  /** The next fact that may be judged; null if there is none. */
  public Held poll() {
    Held head = queue.peek();
    if (head == null || lateness > 0 && head.fact().at().toEpochMilli() > watermark()) {
      return null;
    }
    return queue.poll();
  }

  private static String source(Fact fact) {
    String kind = fact.getClass().getSimpleName();
    if (fact instanceof Measurement m) {
      return kind + m.feature();
    }
    return fact instanceof Forecast f ? kind + f.name() : kind;
  }
}
