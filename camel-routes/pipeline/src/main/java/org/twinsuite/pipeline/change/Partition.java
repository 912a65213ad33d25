package org.twinsuite.pipeline.change;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.forecast.ForecastDue;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Consequences;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.time.EventClock;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.autonomy.RungChange;
import org.twinsuite.rules.engine.Outcome;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.engine.RuleProblem;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.pack.RulePack;

/**
 * One thread that judges the changes of its things: facts to the rules, samples to history, and all
 * that follows into one transaction per batch. Only then are the changes acknowledged.
 */
final class Partition implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Partition.class);
  private static final int BATCH = 256;
  private static final long TICK_MS = 500;
  private static final long LONGEST_PAUSE_MS = 10_000;

  /** What the partition calls. */
  record Parts(
      ThingViews views,
      FactReader reader,
      LivePack packs,
      History history,
      ChangeLedger ledger,
      EventClock clock,
      ForecastDue forecasts,
      ChangeMetrics metrics,
      Findings findings) {}

  /** Opens the partition's rule session with the state it had. */
  @FunctionalInterface
  interface Preparation {
    Ready run(RulePack pack) throws InterruptedException;
  }

  /**
   * A session with the state it had.
   *
   * @param marks last handled revision by thing, if changes may come that were handled before;
   *     {@code null} if whoever hands them over sees to that
   */
  record Ready(RuleEngine engine, Map<String, Long> marks) {}

  /**
   * A change and whom to tell when it is stored.
   *
   * @param change {@code null} if there is nothing to judge and somebody to tell
   * @param group the group it came with; {@code null} if groups are of no concern
   * @param again judge it although it may have been handled
   */
  record Work(TwinChange change, String group, boolean again, long arrivedNanos, Runnable done) {}

  private final Parts parts;
  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(4 * BATCH);
  private final Preparation preparation;
  private final BooleanSupplier caughtUp;
  private final BiPredicate<String, ThingView> ours;

  /** Things whose context the rules have; the rebuilding before the first change is told again. */
  private final Set<String> judged = new HashSet<>();

  private final Thread thread;
  private RuleEngine engine;
  private Map<String, Long> marks;
  private RulePack pack;
  private volatile boolean running = true;

  /**
   * @param caughtUp whether no change waits elsewhere; only then may a thing be taken for silent
   * @param ours whether a thing of this view is judged here
   */
  Partition(
      String name,
      Parts parts,
      Preparation preparation,
      BooleanSupplier caughtUp,
      BiPredicate<String, ThingView> ours) {
    this.parts = parts;
    this.preparation = preparation;
    this.caughtUp = caughtUp;
    this.ours = ours;
    this.thread = new Thread(this::run, "partition-" + name);
  }

  void start() {
    thread.start();
  }

  /** Hands a change over; waits while the partition is behind. */
  void offer(Work work) throws InterruptedException {
    queue.put(work);
  }

  /** Hands a change over unless the partition is behind. */
  boolean tryOffer(Work work) {
    return queue.offer(work);
  }

  private void run() {
    List<Work> batch = new ArrayList<>(BATCH);
    try {
      pack = parts.packs().current();
      Ready ready = preparation.run(pack);
      engine = ready.engine();
      marks = ready.marks();
      while (running) {
        batch.clear();
        Work first = queue.poll(TICK_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, BATCH - 1);
        }
        followPack();
        handle(batch);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      if (engine != null) {
        engine.close();
      }
    }
  }

  /** Windows and episodes stay, so a new pack prescribes nothing for what was handled. */
  private void followPack() {
    RulePack live = parts.packs().current();
    if (live != pack) {
      pack = live;
      engine.reload(live);
      LOG.info("{} decides by rule pack {}", thread.getName(), live);
    }
  }

  private void handle(List<Work> batch) throws InterruptedException {
    Consequences consequences = new Consequences();
    List<Sample> samples = new ArrayList<>();
    List<Fact> seen = new ArrayList<>();
    for (Work work : batch) {
      if (work.change() != null && isNew(work)) {
        judge(work.change(), consequences, samples, seen);
        boolean left = leaves(work);
        consequences.handled(work.change().thingId(), work.change().revision());
        mark(work, left, consequences);
      }
    }
    if (queue.isEmpty() && caughtUp.getAsBoolean()) {
      // While changes wait, a thing may look silent whose samples are in the queue.
      moveClock(consequences);
    }
    misbehaved(consequences);
    if (!consequences.isEmpty()) {
      addToHistory(samples);
      // only now a forecast finds them there
      seen.forEach(parts.forecasts()::seen);
      store(consequences);
      if (!running) {
        return;
      }
    }
    for (Work work : batch) {
      parts.metrics().recorded(work.arrivedNanos());
      work.done().run();
    }
    parts.metrics().actions(consequences.actions().size());
  }

  private boolean isNew(Work work) {
    return marks == null
        || work.again()
        || work.change().revision() > marks.getOrDefault(work.change().thingId(), 0L);
  }

  /**
   * A thing that moved to another parent is judged elsewhere from now on; here it would only fall
   * silent.
   */
  private boolean leaves(Work work) {
    String thingId = work.change().thingId();
    boolean mayLeave = work.group() == null || FactReader.concernsContext(work.change());
    boolean leaves =
        mayLeave
            && parts.views().known(thingId).filter(view -> !ours.test(thingId, view)).isPresent();
    if (leaves) {
      judged.remove(thingId);
      engine.forget(thingId);
    }
    return leaves;
  }

  private void mark(Work work, boolean left, Consequences consequences) {
    if (marks == null) {
      return;
    }
    String thingId = work.change().thingId();
    if (isWhole(work.change()) && TwinChange.DELETED.equals(work.change().action())) {
      marks.remove(thingId);
      consequences.forgotten(thingId);
    } else {
      marks.merge(thingId, work.change().revision(), Math::max);
      if (!left) {
        consequences.belongs(thingId, work.group());
      }
    }
  }

  private static boolean isWhole(TwinChange change) {
    return change.path().isEmpty() || change.path().equals("/");
  }

  private void misbehaved(Consequences consequences) {
    for (RuleProblem problem : engine.problems()) {
      LOG.error("rule '{}': {}", problem.rule(), problem.message());
      parts.metrics().ruleProblem();
      consequences.parked(
          new ParkedItem(
              "rule",
              problem.rule(),
              problem.message()
                  + (problem.parked() ? "; the rule is switched off until the next pack" : ""),
              null,
              null,
              null,
              Instant.now()));
    }
  }

  private void moveClock(Consequences consequences) {
    Instant now = parts.clock().instant();
    if (now.isAfter(Instant.EPOCH)) {
      try {
        decided(engine.advanceTo(now), consequences);
      } catch (RuntimeException failed) {
        LOG.error("the rules could not be moved to {}", now, failed);
      }
    }
  }

  private void judge(
      TwinChange change, Consequences consequences, List<Sample> samples, List<Fact> seen)
      throws InterruptedException {
    String correlationId =
        change.correlationId() == null
            ? change.thingId() + '@' + change.revision()
            : change.correlationId();
    try {
      context(change, consequences, correlationId);
      for (Fact fact : parts.reader().read(change)) {
        parts.clock().seen(fact.at());
        decided(engine.handle(fact, correlationId), consequences);
        if (!parts.clock().isAhead(fact.at())) {
          // else it would be the newest sample until then, for forecasts too
          FactSamples.of(fact, samples);
          seen.add(fact);
        }
      }
    } catch (RuntimeException wrong) {
      LOG.warn("parked a change of {}, correlation id {}", change.thingId(), correlationId, wrong);
      consequences.parked(
          new ParkedItem(
              "change",
              change.thingId() + '@' + change.revision(),
              wrong.getMessage(),
              correlationId,
              "application/json",
              (change.path() + ' ' + change.value()).getBytes(StandardCharsets.UTF_8),
              Instant.now()));
    }
  }

  private void context(TwinChange change, Consequences consequences, String correlationId)
      throws InterruptedException {
    if (isWhole(change) && TwinChange.DELETED.equals(change.action())) {
      parts.views().forget(change.thingId());
      judged.remove(change.thingId());
      engine.forget(change.thingId());
      return;
    }
    boolean first = judged.add(change.thingId());
    if (!first && !FactReader.concernsContext(change)) {
      return;
    }
    Optional<ThingView> known =
        FactReader.concernsContext(change)
            ? Optional.empty()
            : parts.views().known(change.thingId());
    ThingView view =
        known.isPresent()
            ? known.get()
            : loadUntilAnswered(change.thingId(), parts.clock().instant());
    decided(engine.handle(view.context(), correlationId), consequences);
    if (first) {
      for (Fact standing : view.standing()) {
        decided(engine.handle(standing, correlationId), consequences);
      }
    }
  }

  private void decided(Outcome outcome, Consequences consequences) {
    consequences.decided(outcome.actions(), outcome.changed());
    parts.findings().of(outcome);
  }

  /** Without its context a change cannot be judged, so an outage of Ditto makes the line wait. */
  private ThingView loadUntilAnswered(String thingId, Instant at) throws InterruptedException {
    for (long pause = 100; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        return parts.views().load(thingId, at);
      } catch (RuntimeException unavailable) {
        LOG.warn(
            "{} cannot be read from Ditto, trying again: {}", thingId, unavailable.getMessage());
        Thread.sleep(pause);
      }
    }
  }

  private void addToHistory(List<Sample> samples) {
    try {
      parts.history().add(samples);
    } catch (RuntimeException lost) {
      // History is a cache that can be filled again; the line does not stop for it.
      parts.metrics().historyFailed(samples.size());
      LOG.warn("{} samples are missing in history: {}", samples.size(), lost.getMessage());
    }
  }

  /** The rules have moved on, so the same consequences are stored until that succeeds. */
  private void store(Consequences consequences) throws InterruptedException {
    for (long pause = 100; running; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        for (RungChange moved : parts.ledger().store(consequences)) {
          LOG.warn(
              "rule {} moved from {} to {} by {}: {}",
              moved.ruleId(),
              moved.from(),
              moved.to(),
              moved.who(),
              moved.why());
        }
        return;
      } catch (RuntimeException failed) {
        LOG.warn("consequences cannot be stored, trying again: {}", failed.getMessage());
        Thread.sleep(pause);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.join(5_000);
    thread.interrupt();
  }
}
