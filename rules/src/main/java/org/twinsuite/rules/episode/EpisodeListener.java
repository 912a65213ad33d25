package org.twinsuite.rules.episode;

import java.time.Instant;
import org.twinsuite.rules.fact.StockLevel;
import org.twinsuite.rules.pack.row.OrderTerms;

/** Takes what the state machine of episodes decides. */
public interface EpisodeListener {

  /** While muted (state is being rebuilt) nothing is decided. */
  boolean muted();

  void opened(Episode episode, OrderTerms terms, Finding finding);

  /**
   * @param escalated whether the episode became more urgent by it
   */
  void noted(Episode episode, OrderTerms terms, Finding finding, boolean escalated);

  /**
   * The spare part is reserved or asked for, as {@code episode.supply()} says.
   *
   * @param needBy when it is needed
   * @param stock what the decision stands on
   */
  void supplied(Episode episode, OrderTerms terms, Instant needBy, StockLevel stock, Instant at);

  /** Changed without anything to do. */
  void changed(Episode episode);

  /**
   * @param ordered whether the episode led to an order
   */
  void closed(Episode episode, boolean ordered);

  /** The effect of the completed order is known. */
  void judged(Episode episode, Instant at);
}
