package org.twinsuite.pipeline.change;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.forecast.ForecastDue;
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.pipeline.store.StoreException;
import org.twinsuite.pipeline.time.EventClock;
import org.twinsuite.pipeline.time.RetryPause;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.health.HealthTree;
import org.twinsuite.rules.pack.RulePack;

/**
 * Gives a rule session after a restart the windows it had: the last changes of each thing up to the
 * handled revision, read from Ditto's journal, without prescribing anything.
 */
final class SessionRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(SessionRecovery.class);
  private static final int AT_ONCE = 64;

  /** Reads the changes of a thing from a revision to another, both included. */
  @FunctionalInterface
  interface Journal {
    CompletableFuture<List<TwinChange>> read(String thingId, long from, long to);
  }

  /** A thing and the last revision that was handled of it. */
  record Mark(String thingId, long revision) {}

  private final Journal journal;
  private final int revisions;
  private final ThingViews views;
  private final FactReader reader;
  private final EventClock clock;
  private final ForecastDue due;
  private final HealthTree health;
  private final Consumer<List<Sample>> history;

  /**
   * @param revisions how many changes of each thing are read
   * @param history takes the samples that were read
   */
  SessionRecovery(
      Journal journal,
      int revisions,
      ThingViews views,
      FactReader reader,
      EventClock clock,
      ForecastDue due,
      HealthTree health,
      Consumer<List<Sample>> history) {
    this.journal = journal;
    this.revisions = revisions;
    this.views = views;
    this.reader = reader;
    this.clock = clock;
    this.due = due;
    this.health = health;
    this.history = history;
  }

  /**
   * Opens the session of a partition and rebuilds its state; waits while Ditto does not answer.
   *
   * @param ours episodes of the partition's things
   * @param things of the partition
   */
  RuleEngine run(List<Episode> ours, List<Mark> things, RulePack pack) throws InterruptedException {
    RuleEngine engine = RuleEngine.open(pack, ours, clock.trust(), health);
    try {
      fill(engine, things);
      return engine;
    } catch (InterruptedException | RuntimeException | Error failed) {
      engine.close();
      throw failed;
    }
  }

  private void fill(RuleEngine engine, List<Mark> things) throws InterruptedException {
    for (int i = 0; i < things.size(); i += AT_ONCE) {
      List<Mark> chunk = things.subList(i, Math.min(i + AT_ONCE, things.size()));
      List<CompletableFuture<List<TwinChange>>> reads = untilAnswered(() -> read(chunk));
      for (int k = 0; k < chunk.size(); k++) {
        ThingView view = view(chunk.get(k).thingId());
        engine.rebuild(view.context());
        view.standing().forEach(engine::rebuild);
        List<Sample> samples = new ArrayList<>();
        List<Fact> seen = new ArrayList<>();
        reads.get(k).join().forEach(change -> rebuild(change, engine, samples, seen));
        history.accept(samples);
        seen.forEach(due::seen);
      }
    }
    if (!things.isEmpty()) {
      LOG.info("rule state of {} things rebuilt", things.size());
    }
  }

  /** What is known of a thing; waits while Ditto does not answer. */
  ThingView view(String thingId) throws InterruptedException {
    return untilAnswered(
        () -> views.known(thingId).orElseGet(() -> views.load(thingId, clock.instant())));
  }

  private List<CompletableFuture<List<TwinChange>>> read(List<Mark> chunk) {
    List<CompletableFuture<List<TwinChange>>> reads =
        chunk.stream()
            .map(
                mark ->
                    journal.read(
                        mark.thingId(),
                        Math.max(1, mark.revision() - revisions + 1),
                        mark.revision()))
            .toList();
    CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).join();
    return reads;
  }

  private void rebuild(
      TwinChange change, RuleEngine engine, List<Sample> samples, List<Fact> seen) {
    try {
      for (Fact fact : reader.read(change)) {
        clock.seen(fact.at());
        engine.rebuild(fact);
        if (!clock.isAhead(fact.at())) {
          seen.add(fact);
          FactSamples.of(fact, samples);
        }
      }
    } catch (RuntimeException | StackOverflowError parkedBefore) {
      LOG.debug("{} is not readable, as before: {}", change.thingId(), parkedBefore.toString());
    }
  }

  /** Asks the database until it answers. */
  <T> T answered(Supplier<T> question) throws InterruptedException {
    return untilAnswered(question);
  }

  private static <T> T untilAnswered(Supplier<T> question) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return question.get();
      } catch (CompletionException | IllegalStateException | StoreException unavailable) {
        LOG.warn("waiting: {}", unavailable.getMessage());
        RetryPause.sleep(failures);
      }
    }
  }
}
