package org.twinsuite.rules.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.health.HealthTree;
import org.twinsuite.rules.pack.RulePack;

/**
 * One rule partition: all facts of the things that belong to it, one thread at a time.
 *
 * <p>After a restart: open with the stored episodes (the open ones and, per thing and failure mode,
 * the one with the highest number), {@link #rebuild} the facts of the recent past in event-time
 * order up to the last handled revision, then go on with {@link #handle}.
 */
public interface RuleEngine extends AutoCloseable {

  /**
   * Opens a partition.
   *
   * @param episodes the stored episodes, empty at the first start
   */
  static RuleEngine open(RulePack pack, Collection<Episode> episodes, EngineOptions options) {
    return open(pack, episodes, options, new HealthTree());
  }

  /**
   * Opens a partition.
   *
   * @param episodes the stored episodes, empty at the first start
   * @param health one tree for all partitions of the process, so that parts in several partitions
   *     add up
   */
  static RuleEngine open(
      RulePack pack, Collection<Episode> episodes, EngineOptions options, HealthTree health) {
    return new PartitionEngine(pack, episodes, options, health);
  }

  /**
   * Judges one fact. The clock moves to its event time if that is later.
   *
   * @return actions and changed episodes, never null
   */
  default Outcome handle(Fact fact) {
    return handle(fact, fact.thingId() + '@' + fact.revision());
  }

  /** As {@link #handle(Fact)}, with the correlation id of the twin change for the evidence. */
  Outcome handle(Fact fact, String correlationId);

  /**
   * Moves the clock: missing signals, cool-downs and settle times are judged. An earlier time than
   * the clock's changes nothing.
   */
  Outcome advanceTo(Instant now);

  /** Takes a fact into the state without any action and without any change of an episode. */
  void rebuild(Fact fact);

  /**
   * Goes on with another pack: windows and episodes stay, nothing that was handled is prescribed
   * again. What only the new pack finds is prescribed with the next sample that shows it. If one of
   * its conditions throws, at once or later, the former pack runs on; {@link #problems()} tells.
   */
  void reload(RulePack pack);

  /** The thing was deleted: its windows go, nothing is judged of it any more; its episodes stay. */
  void forget(String thingId);

  /** Rules that misbehaved since the last call. */
  List<RuleProblem> problems();

  /** Event time up to which everything was judged; {@link Instant#MIN} before the first fact. */
  Instant clock();

  @Override
  void close();
}
