package org.twinsuite.rules.episode;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.twinsuite.rules.action.CloseReason;
import org.twinsuite.rules.action.Reference;
import org.twinsuite.rules.episode.Episode.State;
import org.twinsuite.rules.episode.Episode.Supply;

/** The steps of an episode's life, each a pure function from the former episode to the next. */
final class EpisodeSteps {

  private EpisodeSteps() {}

  /**
   * @param order number of somebody else's order it hangs on, null if it gets its own
   */
  static Episode opened(FaultCase c, Finding finding, int priority, String order) {
    int number = c.nextNumber();
    String rule = finding.ruleId();
    return new Episode(
        c.thingId(),
        c.failureMode(),
        number,
        rule,
        Reference.of(c.thingId(), rule, c.failureMode(), number),
        finding.at(),
        finding.at(),
        null,
        priority,
        order == null ? 0 : 1,
        finding.at(),
        entry(rule),
        State.OPEN,
        null,
        null,
        RepairOutcome.PENDING,
        order,
        null,
        finding.model(),
        c.ordered() ? finding.grounds().get().window().from() : null);
  }

  static Episode noted(Episode e, String ruleId, int priority, Instant at) {
    return step(
        e,
        next -> {
          next.lastSeenAt = at;
          next.goneAt = null;
          next.priority = priority;
          next.notes++;
          next.notedAt = at;
          next.rules = with(e.rules(), ruleId);
        });
  }

  /** The work is planned anew. */
  static Episode planned(Episode e, Instant workAt) {
    return step(e, next -> next.workAt = workAt);
  }

  static Episode gone(Episode e, Instant at) {
    return step(e, next -> next.goneAt = at);
  }

  static Episode back(Episode e, Instant at) {
    return step(
        e,
        next -> {
          next.lastSeenAt = at;
          next.goneAt = null;
        });
  }

  static Episode closed(Episode e, CloseReason reason, Instant at) {
    return step(
        e,
        next -> {
          next.state = State.CLOSED;
          next.closedAt = at;
          next.closeReason = reason;
        });
  }

  static Episode judged(Episode e, RepairOutcome effect) {
    return step(e, next -> next.effect = effect);
  }

  static Episode supplied(Episode e, Supply supply) {
    return step(e, next -> next.supply = supply);
  }

  static boolean knows(Episode e, String ruleId) {
    return List.of(e.rules().split(" ")).contains(entry(ruleId));
  }

  /** Whether a finding of another failure mode of the thing was noted on it. */
  static boolean knowsMode(Episode e, String failureMode) {
    String ending = entry(joined("", failureMode));
    for (String rule : e.rules().split(" ")) {
      if (rule.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** How a rule's finding of another failure mode of the same thing stands in {@code rules}. */
  static String joined(String ruleId, String failureMode) {
    return ruleId + '/' + failureMode;
  }

  private static String with(String rules, String ruleId) {
    TreeSet<String> all = new TreeSet<>(List.of(rules.split(" ")));
    all.add(entry(ruleId));
    return String.join(" ", all);
  }

  /** A name of a thing or of a failure mode may hold blanks, yet is one entry of {@code rules}. */
  private static String entry(String source) {
    return source.replace(' ', '\u00a0');
  }

  private static Episode step(Episode e, Consumer<EpisodeBuilder> change) {
    EpisodeBuilder next = new EpisodeBuilder(e);
    change.accept(next);
    return next.done();
  }
}
