package org.twinsuite.rules.autonomy;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.twinsuite.rules.pack.Autonomy;

/**
 * All that must be stored of the levels, in the same transaction as the actions that were judged.
 *
 * <p>Keys are those of {@link LevelScope}.
 *
 * @param levels level a rule was moved to; rules that were never moved are missing
 * @param orders orders raised on {@code day}
 * @param day event-time day (UTC) the orders are counted for; null before the first
 * @param outcomes last outcomes, newest last; true means the symptom was gone
 * @param references reference of an open episode to the level its order was raised on
 * @param latest last outcome of each of the last things of a tenant, or tenants of a rule, oldest
 *     first
 * @param spent rule id to the tenants that spent its budget on their day
 * @param days tenant to the day its orders are counted for: one with a wrong clock must not end the
 *     day of the others
 */
public record AutonomyState(
    @JsonAlias("rungs") Map<String, Autonomy> levels,
    Map<String, Integer> orders,
    LocalDate day,
    Map<String, List<Boolean>> outcomes,
    Map<String, Autonomy> references,
    Map<String, List<Latest>> latest,
    Map<String, Set<String>> spent,
    Map<String, LocalDate> days) {

  /**
   * The last outcome of a thing or tenant.
   *
   * @param of thing id or tenant
   * @param good whether the symptom was gone
   */
  public record Latest(String of, boolean good) {}

  /** Fields that a former version did not store are empty. */
  public AutonomyState {
    latest = latest == null ? Map.of() : latest;
    spent = spent == null ? Map.of() : spent;
    days = days == null ? Map.of() : days;
  }

  public static AutonomyState empty() {
    return new AutonomyState(
        Map.of(), Map.of(), null, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
  }

  /** The same without references, for whoever stores the level of an order with the order. */
  public AutonomyState withReferences(Map<String, Autonomy> other) {
    return new AutonomyState(levels, orders, day, outcomes, other, latest, spent, days);
  }
}
