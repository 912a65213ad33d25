package org.twinsuite.workbench.planner;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.json.RulesJson;

/** Notifications as people see them. */
public final class Messages {
  private final Outbox outbox;

  public Messages(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * What people were told.
   *
   * @param state whether it was sent, waits, or was only recorded (shadow)
   */
  public record Message(
      Instant at,
      String thing,
      String channel,
      String text,
      OutboxItem.State state,
      String reference) {}

  /** The newest messages to people, newest first, also those to channels nobody configured. */
  public List<Message> newest() {
    return outbox
        .newest(
            Notify.class.getSimpleName(),
            EnumSet.allOf(OutboxItem.State.class),
            WorkOrderQueue.LIMIT)
        .stream()
        .map(
            item -> {
              Notify told = (Notify) RulesJson.read(item.body(), Action.class);
              return new Message(
                  told.at(),
                  told.thingId(),
                  told.channel(),
                  told.text(),
                  item.state(),
                  item.reference());
            })
        .toList();
  }
}
