package org.twinsuite.pipeline.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hops of the last messages through this process, by correlation id. In memory, bounded in
 * messages and in bytes, and good for questions only: what has to be kept is in the store.
 */
public final class Trail {
  private static final int STRIPES = 16;
  private static final int HOPS = 16;
  private static final int ID_LENGTH = 128;
  private static final int TEXT_LENGTH = 256;

  /** Of a message and of a hop, beside their texts. */
  private static final int OVERHEAD = 120;

  /** What the option promises on average. */
  private static final int BYTES_OF_MESSAGE = 600;

  /** A share of the messages, so that threads seldom wait for each other. */
  private static final class Stripe {
    private final Map<String, List<Hop>> messages = new LinkedHashMap<>();
    private long bytes;
  }

  private final List<Stripe> stripes = new ArrayList<>(STRIPES);
  private final int messagesOfStripe;
  private final long bytesOfStripe;

  /**
   * @param messages how many correlation ids are kept; the oldest goes first; 0 keeps none
   */
  public Trail(int messages) {
    messagesOfStripe = (messages + STRIPES - 1) / STRIPES;
    bytesOfStripe = (long) messagesOfStripe * BYTES_OF_MESSAGE;
    for (int i = 0; i < STRIPES; i++) {
      stripes.add(new Stripe());
    }
  }

  /**
   * Notes a hop; further hops than the first sixteen of a message are not kept, nor is the end of a
   * long text.
   *
   * @param correlationId {@code null} is passed over
   */
  public void note(String correlationId, String place, Hop.State state, String what) {
    if (correlationId == null || messagesOfStripe == 0) {
      return;
    }
    String id = cut(correlationId, ID_LENGTH);
    Hop hop = new Hop(Instant.now(), place, state, cut(what, TEXT_LENGTH));
    Stripe stripe = stripe(id);
    synchronized (stripe) {
      List<Hop> hops = stripe.messages.get(id);
      if (hops == null) {
        hops = new ArrayList<>(2);
        stripe.messages.put(id, hops);
        stripe.bytes += size(id);
      }
      if (hops.size() < HOPS) {
        hops.add(hop);
        stripe.bytes += size(hop.what());
      }
      while (stripe.messages.size() > messagesOfStripe || stripe.bytes > bytesOfStripe) {
        forgetOldest(stripe);
      }
    }
  }

  private static void forgetOldest(Stripe stripe) {
    Iterator<Map.Entry<String, List<Hop>>> oldest = stripe.messages.entrySet().iterator();
    Map.Entry<String, List<Hop>> message = oldest.next();
    stripe.bytes -= size(message.getKey());
    message.getValue().forEach(hop -> stripe.bytes -= size(hop.what()));
    oldest.remove();
  }

  private static long size(String text) {
    return OVERHEAD + 2L * text.length();
  }

  private static String cut(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }

  /** Bytes that are in use, roughly. */
  long bytes() {
    return stripes.stream().mapToLong(stripe -> stripe.bytes).sum();
  }

  /** The hops of a message in their order; empty when it is not known, or no more. */
  public List<Hop> of(String correlationId) {
    String id = cut(correlationId, ID_LENGTH);
    Stripe stripe = stripe(id);
    synchronized (stripe) {
      return List.copyOf(stripe.messages.getOrDefault(id, List.of()));
    }
  }

  private Stripe stripe(String correlationId) {
    return stripes.get(Math.floorMod(correlationId.hashCode(), STRIPES));
  }
}
