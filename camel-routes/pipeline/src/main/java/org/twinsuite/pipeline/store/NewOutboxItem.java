package org.twinsuite.pipeline.store;

import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.json.RulesJson;
import org.twinsuite.rules.pack.Autonomy;

/**
 * An action to be recorded.
 *
 * @param key unique for the action; a second record with the same key is dropped
 * @param level of the rule that raised the order
 * @param state in which it enters
 */
public record NewOutboxItem(
    String key,
    String reference,
    String kind,
    String thingId,
    String correlationId,
    String body,
    Autonomy level,
    OutboxItem.State state) {

  static NewOutboxItem of(Action action, Autonomy level, OutboxItem.State state) {
    return new NewOutboxItem(
        action.key(),
        action.reference(),
        action.getClass().getSimpleName(),
        action.thingId(),
        action.evidence() == null ? null : action.evidence().correlationId(),
        RulesJson.write(action),
        level,
        state);
  }
}
