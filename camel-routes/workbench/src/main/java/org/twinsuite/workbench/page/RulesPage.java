package org.twinsuite.workbench.page;

import java.time.Instant;
import java.util.List;

/**
 * The rules of the live pack and how far each may go.
 *
 * @param pack name and short hash
 * @param levels autonomy levels, most careful first
 */
public record RulesPage(
    String pack,
    Instant since,
    String signer,
    List<Rule> rules,
    List<Rule> models,
    List<Limits> limits,
    List<String> levels) {

  /**
   * A rule, or a model that orders rest on.
   *
   * @param orders of the day; negative for models, which have no budget
   * @param good good outcomes among the last {@code outcomes}
   * @param moved who changed the level last and why; null if nobody did
   */
  public record Rule(
      String id,
      String name,
      String owner,
      String level,
      int orders,
      int budget,
      int good,
      int outcomes,
      String moved,
      Instant movedAt) {}

  /** A row of the tables of limits. */
  public record Limits(
      String rule,
      String equipment,
      String signal,
      String failure,
      String unit,
      double alarm,
      double urgent,
      double clear,
      String window,
      String origin) {}
}
