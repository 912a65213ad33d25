package org.twinsuite.rules.episode;

import java.time.Instant;
import org.twinsuite.rules.action.CloseReason;

/** An episode while its next step is written down; the fields are those of {@link Episode}. */
final class EpisodeBuilder {

  private final Episode from;
  Instant lastSeenAt;
  Instant goneAt;
  int priority;
  int notes;
  Instant notedAt;
  String rules;
  Episode.State state;
  Instant closedAt;
  CloseReason closeReason;
  RepairOutcome effect;
  Episode.Supply supply;
  Instant workAt;

  EpisodeBuilder(Episode from) {
    this.from = from;
    lastSeenAt = from.lastSeenAt();
    goneAt = from.goneAt();
    priority = from.priority();
    notes = from.notes();
    notedAt = from.notedAt();
    rules = from.rules();
    state = from.state();
    closedAt = from.closedAt();
    closeReason = from.closeReason();
    effect = from.effect();
    supply = from.supply();
    workAt = from.workAt();
  }

  Episode done() {
    return new Episode(
        from.thingId(),
        from.failureMode(),
        from.number(),
        from.ruleId(),
        from.reference(),
        from.openedAt(),
        lastSeenAt,
        goneAt,
        priority,
        notes,
        notedAt,
        rules,
        state,
        closedAt,
        closeReason,
        effect,
        from.order(),
        supply,
        from.model(),
        workAt);
  }
}
