package org.twinsuite.rules.episode;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.twinsuite.rules.action.Reference;
import org.twinsuite.rules.episode.Episode.State;

/** The steps of an episode's life, each a pure function from the former episode to the next. */
final class EpisodeSteps {

  private EpisodeSteps() {}

  static Episode opened(Case c, String ruleId, int priority, Instant at) {
    int number = c.nextNumber();
    return new Episode(
        c.thingId(),
        c.failureMode(),
        number,
        ruleId,
        Reference.of(c.thingId(), ruleId, c.failureMode(), number),
        at,
        at,
        null,
        priority,
        0,
        at,
        ruleId,
        State.OPEN,
        null,
        null,
        Effect.PENDING);
  }

  static Episode noted(Episode e, String ruleId, int priority, Instant at) {
    return copy(
        e,
        at,
        null,
        priority,
        e.notes() + 1,
        at,
        with(e.rules(), ruleId),
        e.state(),
        null,
        null,
        e.effect());
  }

  static Episode gone(Episode e, Instant at) {
    return copy(
        e,
        e.lastSeenAt(),
        at,
        e.priority(),
        e.notes(),
        e.notedAt(),
        e.rules(),
        e.state(),
        null,
        null,
        e.effect());
  }

  static Episode back(Episode e, Instant at) {
    return copy(
        e,
        at,
        null,
        e.priority(),
        e.notes(),
        e.notedAt(),
        e.rules(),
        e.state(),
        null,
        null,
        e.effect());
  }

  static Episode closed(Episode e, CloseReason reason, Instant at) {
    return copy(
        e,
        e.lastSeenAt(),
        e.goneAt(),
        e.priority(),
        e.notes(),
        e.notedAt(),
        e.rules(),
        State.CLOSED,
        at,
        reason,
        e.effect());
  }

  static Episode judged(Episode e, Effect effect) {
    return copy(
        e,
        e.lastSeenAt(),
        e.goneAt(),
        e.priority(),
        e.notes(),
        e.notedAt(),
        e.rules(),
        e.state(),
        e.closedAt(),
        e.closeReason(),
        effect);
  }

  static boolean knows(Episode e, String ruleId) {
    return List.of(e.rules().split(" ")).contains(ruleId);
  }

  private static String with(String rules, String ruleId) {
    TreeSet<String> all = new TreeSet<>(List.of(rules.split(" ")));
    all.add(ruleId);
    return String.join(" ", all);
  }

  private static Episode copy(
      Episode e,
      Instant lastSeenAt,
      Instant goneAt,
      int priority,
      int notes,
      Instant notedAt,
      String rules,
      State state,
      Instant closedAt,
      CloseReason reason,
      Effect effect) {
    return new Episode(
        e.thingId(),
        e.failureMode(),
        e.number(),
        e.ruleId(),
        e.reference(),
        e.openedAt(),
        lastSeenAt,
        goneAt,
        priority,
        notes,
        notedAt,
        rules,
        state,
        closedAt,
        reason,
        effect);
  }
}
