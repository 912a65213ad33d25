package org.twinsuite.rules.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.twinsuite.rules.fact.Forecast;

/**
 * When the work should be done, and why then.
 *
 * @param from begin of the window
 * @param to end of the window
 * @param why one sentence
 * @param starts what was weighed, the chosen start first; empty if there was nothing to weigh with
 * @param life forecast of the remaining life it stands on; null if none
 * @param basis what the choice stands on (life, part, production, costs), one line each
 */
public record Timing(
    Instant from, Instant to, String why, List<Start> starts, Forecast life, List<String> basis) {

  public Timing {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    starts = starts == null ? List.of() : List.copyOf(starts);
    basis = basis == null ? List.of() : List.copyOf(basis);
  }

  /**
   * A start that was weighed.
   *
   * @param name what is special about it
   * @param cost what it is expected to cost, in the currency of the table
   * @param failsBefore probability that the machine fails before it
   * @param lostHours hours of the job outside the times production leaves free
   */
  public record Start(String name, Instant at, double cost, double failsBefore, double lostHours) {}
}
