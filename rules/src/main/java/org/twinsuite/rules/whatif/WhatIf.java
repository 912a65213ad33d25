package org.twinsuite.rules.whatif;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.engine.EngineOptions;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.pack.RulePack;

/**
 * Asks the rules the same question twice, in two sessions of their own that start from the same
 * past: once with what is, once with an overlay of it.
 */
public final class WhatIf {
  private final RulePack pack;
  private final Collection<Episode> episodes;
  private final List<? extends Fact> past;

  /**
   * @param episodes the stored episodes of the things in question
   * @param past facts up to now in event-time order, taken as handled
   */
  public WhatIf(RulePack pack, Collection<Episode> episodes, List<? extends Fact> past) {
    this.pack = pack;
    this.episodes = List.copyOf(episodes);
    this.past = List.copyOf(past);
  }

  /**
   * An action that both would prescribe, but not alike.
   *
   * @param asIs with what is
   * @param overlaid with the overlay
   */
  public record Changed(Action asIs, Action overlaid) {}

  /**
   * What the overlay changes.
   *
   * @param only what is prescribed with the overlay alone
   * @param gone what is prescribed without it alone
   * @param changed what is prescribed by both, with other content than evidence and time
   * @param same what is prescribed by both alike
   */
  public record Difference(
      List<Action> only, List<Action> gone, List<Changed> changed, List<Action> same) {}

  /**
   * @param asIs facts from now on as they are expected, in event-time order
   * @param overlaid the same with the overlay
   * @param until the clock is moved to this time after the last fact
   */
  public Difference compare(
      List<? extends Fact> asIs, List<? extends Fact> overlaid, Instant until) {
    Map<String, Action> left = prescribed(asIs, until);
    Map<String, Action> right = prescribed(overlaid, until);
    List<Action> only = new ArrayList<>();
    List<Action> gone = new ArrayList<>();
    List<Changed> changed = new ArrayList<>();
    List<Action> same = new ArrayList<>();
    right.forEach(
        (key, action) -> {
          Action other = left.get(key);
          if (other == null) {
            only.add(action);
          } else if (Content.of(action).equals(Content.of(other))) {
            same.add(action);
          } else {
            changed.add(new Changed(other, action));
          }
        });
    left.forEach(
        (key, action) -> {
          if (!right.containsKey(key)) {
            gone.add(action);
          }
        });
    return new Difference(only, gone, changed, same);
  }

  private Map<String, Action> prescribed(List<? extends Fact> facts, Instant until) {
    Map<String, Action> actions = new LinkedHashMap<>();
    try (RuleEngine engine = RuleEngine.open(pack, episodes, EngineOptions.defaults())) {
      past.forEach(engine::rebuild);
      for (Fact fact : facts) {
        engine.handle(fact).actions().forEach(action -> actions.putIfAbsent(action.key(), action));
      }
      engine.advanceTo(until).actions().forEach(a -> actions.putIfAbsent(a.key(), a));
    }
    return actions;
  }
}
