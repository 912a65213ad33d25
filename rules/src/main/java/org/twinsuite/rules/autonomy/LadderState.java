package org.twinsuite.rules.autonomy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.pack.Autonomy;

/**
 * All that must be stored of the ladder, in the same transaction as the actions it judged.
 *
 * <p>A model stands as {@code model:name@version} where else a rule id stands.
 *
 * @param rungs rule id to the rung it was moved to; rules that were never moved are missing
 * @param orders rule id to the orders it raised on {@code day}
 * @param day event-time day (UTC) the orders are counted for; null before the first
 * @param outcomes rule id to its last outcomes, newest last; true means the symptom was gone
 * @param references reference of an open episode to the rung its order was raised on
 */
public record LadderState(
    Map<String, Autonomy> rungs,
    Map<String, Integer> orders,
    LocalDate day,
    Map<String, List<Boolean>> outcomes,
    Map<String, Autonomy> references) {

  public static LadderState empty() {
    return new LadderState(Map.of(), Map.of(), null, Map.of(), Map.of());
  }
}
