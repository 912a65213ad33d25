package org.twinsuite.rules.episode;

import java.time.Instant;
import org.twinsuite.rules.episode.Episode.Supply;
import org.twinsuite.rules.fact.StockLevel;

/**
 * The spare part of an episode: reserved if there is enough in stock, asked for once if not and if
 * none arrives in time, and reserved when it came.
 */
final class SpareParts {

  private final EpisodeListener out;

  SpareParts(EpisodeListener out) {
    this.out = out;
  }

  void decide(FaultCase c, Instant at) {
    Episode e = c.episode();
    StockLevel stock = c.ordered() ? c.thing().stock(c.terms().part()) : null;
    if (stock == null || e.supply() == Supply.RESERVED) {
      return;
    }
    Instant start = e.workAt() != null ? e.workAt() : e.openedAt().plus(c.terms().workFrom());
    Instant needBy = start.isBefore(at) ? at : start;
    boolean enough = stock.available() >= c.terms().quantity();
    boolean coming = stock.nextDelivery() != null && !stock.nextDelivery().isAfter(needBy);
    if (enough || e.supply() == null && !coming) {
      c.episode(EpisodeSteps.supplied(e, enough ? Supply.RESERVED : Supply.REQUESTED));
      out.supplied(c.episode(), c.terms(), needBy, stock, at);
    }
  }
}
