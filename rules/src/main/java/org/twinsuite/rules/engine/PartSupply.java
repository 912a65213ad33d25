package org.twinsuite.rules.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiFunction;
import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.fact.StockLevel;
import org.twinsuite.rules.pack.row.OrderTerms;

/** When the spare part of a case is at hand. */
final class PartSupply {

  private final BiFunction<String, String, StockLevel> stock;

  /**
   * @param stock what is known of the stock of a part of a thing, null if nothing is
   */
  PartSupply(BiFunction<String, String, StockLevel> stock) {
    this.stock = stock;
  }

  /**
   * @param at null if the part is there or needed none, and if that is unknown
   * @param text for people
   */
  record Supply(Instant at, String text) {}

  Supply of(FaultCase c, Instant now) {
    OrderTerms terms = c.terms();
    if (terms.part().isEmpty()) {
      return new Supply(null, "none is needed");
    }
    if (c.partReserved()) {
      return new Supply(null, "reserved");
    }
    StockLevel level = stock.apply(c.thingId(), terms.part());
    if (level == null) {
      return new Supply(null, "stock unknown");
    }
    String there = Numbers.text(level.available()) + " in stock";
    if (level.available() >= terms.quantity()) {
      return new Supply(null, there);
    }
    Instant comes = expectedAt(c, level, now);
    return comes == null
        ? new Supply(null, there + ", the delivery date is unknown")
        : new Supply(comes, there + ", expected at " + comes.truncatedTo(ChronoUnit.MINUTES));
  }

  /** The next delivery, or the lead time from when it was or will be asked for. */
  private static Instant expectedAt(FaultCase c, StockLevel level, Instant now) {
    if (level.nextDelivery() != null) {
      return level.nextDelivery();
    }
    var lead = level.lead() != null ? level.lead() : c.terms().lead();
    return lead == null ? null : c.openedAt().orElse(now).plus(lead);
  }
}
