package org.twinsuite.pipeline.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hops of the last messages through this process, by correlation id. Bounded, in memory, and
 * good for questions only: what has to be kept is in the store.
 */
public final class Trail {
  private static final int STRIPES = 16;
  private static final int HOPS = 16;

  private final List<Map<String, List<Hop>>> stripes = new ArrayList<>(STRIPES);

  /**
   * @param messages how many correlation ids are kept; the oldest goes first; 0 keeps none
   */
  public Trail(int messages) {
    int each = (messages + STRIPES - 1) / STRIPES;
    for (int i = 0; i < STRIPES; i++) {
      stripes.add(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, List<Hop>> eldest) {
              return size() > each;
            }
          });
    }
  }

  /**
   * Notes a hop; further hops than the first sixteen of a message are not kept.
   *
   * @param correlationId {@code null} is passed over
   */
  public void note(String correlationId, String place, Hop.State state, String what) {
    if (correlationId == null) {
      return;
    }
    Hop hop = new Hop(Instant.now(), place, state, what);
    Map<String, List<Hop>> stripe = stripe(correlationId);
    synchronized (stripe) {
      List<Hop> hops = stripe.computeIfAbsent(correlationId, none -> new ArrayList<>(2));
      if (hops.size() < HOPS) {
        hops.add(hop);
      }
    }
  }

  /** The hops of a message in their order; empty when it is not known, or no more. */
  public List<Hop> of(String correlationId) {
    Map<String, List<Hop>> stripe = stripe(correlationId);
    synchronized (stripe) {
      return List.copyOf(stripe.getOrDefault(correlationId, List.of()));
    }
  }

  private Map<String, List<Hop>> stripe(String correlationId) {
    return stripes.get(Math.floorMod(correlationId.hashCode(), STRIPES));
  }
}
