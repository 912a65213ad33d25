package org.twinsuite.rules.engine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.episode.EpisodeRegistry;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.health.Health;
import org.twinsuite.rules.health.HealthTree;
import org.twinsuite.rules.health.Level;

/** Tells the health tree how well each thing is by itself: as its most urgent open episode says. */
final class HealthReporter {

  private static final int CRITICAL = 1;
  private static final int DEGRADED = 3;
  private final EpisodeRegistry book;
  private final HealthTree tree;
  private final Map<String, Health> changed = new LinkedHashMap<>();

  HealthReporter(EpisodeRegistry book, HealthTree tree) {
    this.book = book;
    this.tree = tree;
  }

  void parent(ThingContext context) {
    keep(tree.parent(context.thingId(), context.parent(), context.at()));
  }

  /** An episode of the thing opened, closed or changed. */
  void changed(Episode episode, Instant at) {
    Level worst = Level.GOOD;
    for (Episode open : book.openOf(episode.thingId())) {
      Level level = level(open);
      worst = level.compareTo(worst) > 0 ? level : worst;
    }
    keep(tree.own(episode.thingId(), worst, at));
  }

  private static Level level(Episode open) {
    if (open.priority() <= CRITICAL) {
      return Level.CRITICAL;
    }
    return open.priority() <= DEGRADED ? Level.DEGRADED : Level.WATCH;
  }

  void forget(String thingId, Instant at) {
    keep(tree.forget(thingId, at));
  }

  private void keep(List<Health> healths) {
    for (Health health : healths) {
      changed.remove(health.thingId());
      changed.put(health.thingId(), health);
    }
  }

  /** Health that changed since the last call. */
  List<Health> take() {
    if (changed.isEmpty()) {
      return List.of();
    }
    List<Health> taken = List.copyOf(changed.values());
    changed.clear();
    return taken;
  }

  List<String> takeProblems() {
    return tree.takeProblems();
  }
}
