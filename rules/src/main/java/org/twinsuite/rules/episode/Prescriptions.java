package org.twinsuite.rules.episode;

import java.time.Instant;
import org.twinsuite.rules.pack.OrderTerms;

/** Takes what the state machine of episodes decides. */
public interface Prescriptions {

  /** While muted (state is being rebuilt) nothing is decided. */
  boolean muted();

  void opened(Episode episode, OrderTerms terms, Finding finding);

  void noted(Episode episode, OrderTerms terms, Finding finding);

  /** Changed without anything to do. */
  void changed(Episode episode);

  void closed(Episode episode);

  /** The effect of the completed order is known. */
  void judged(Episode episode, Instant at);
}
