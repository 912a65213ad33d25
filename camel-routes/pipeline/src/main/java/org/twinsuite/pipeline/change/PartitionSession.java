package org.twinsuite.pipeline.change;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.change.Partition.Work;
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.pipeline.store.Consequences;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.time.RetryPause;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.rules.autonomy.LevelChange;
import org.twinsuite.rules.engine.Outcome;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.engine.RuleProblem;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.pack.RulePack;

/**
 * A rule session of a partition while it lasts: facts to the rules, samples to history, and all
 * that follows into one transaction per batch.
 */
final class PartitionSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionSession.class);

  private final JudgingContext context;
  private final RuleEngine engine;
  private final Map<String, Long> marks;
  private final BiPredicate<String, ThingView> ours;
  private final BooleanSupplier caughtUp;
  private final BooleanSupplier running;

  /**
   * Things whose context the rules have; rebuilding reports nothing, so each is judged once more.
   */
  private final Set<String> judged = new HashSet<>();

  private boolean damaged;

  PartitionSession(
      JudgingContext context,
      Partition.Ready ready,
      BiPredicate<String, ThingView> ours,
      BooleanSupplier caughtUp,
      BooleanSupplier running) {
    this.context = context;
    this.engine = ready.engine();
    this.marks = ready.marks();
    this.ours = ours;
    this.caughtUp = caughtUp;
    this.running = running;
  }

  /** Whether an Error ended a judgement, so that the state of the rules cannot be relied on. */
  boolean isDamaged() {
    return damaged;
  }

  void reload(RulePack pack) {
    engine.reload(pack);
  }

  /**
   * Judges changes and stores what follows; returns when it is stored, or when the partition is
   * closed.
   *
   * @param last whether no other change waits in the partition
   */
  void judge(Collection<Work> batch, boolean last) throws InterruptedException {
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
    if (last && caughtUp.getAsBoolean()) {
      // While changes wait, a thing may look silent whose samples are in the queue.
      moveClock(consequences);
    }
    reportRuleProblems(consequences);
    if (!consequences.isEmpty()) {
      addToHistory(samples);
      // only now a forecast finds them there
      announce(seen);
      store(consequences);
    }
    context.metrics().actions(consequences.actions().size());
  }

  /** Parks a change unjudged that ended one session after the other. */
  void park(Work work, String reason) throws InterruptedException {
    Consequences consequences = new Consequences();
    if (work.change() != null) {
      TwinChange change = work.change();
      park(change, reason, correlationId(change), consequences);
      consequences.handled(change.thingId(), change.revision());
      mark(work, false, consequences);
      store(consequences);
    }
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
            && context.views().known(thingId).filter(view -> !ours.test(thingId, view)).isPresent();
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

  private void reportRuleProblems(Consequences consequences) {
    for (RuleProblem problem : engine.problems()) {
      LOG.error("rule '{}': {}", problem.rule(), problem.message());
      context.metrics().ruleProblem();
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
    Instant now = context.clock().instant();
    if (now.isAfter(Instant.EPOCH)) {
      try {
        decided(engine.advanceTo(now), consequences);
      } catch (RuntimeException failed) {
        LOG.error("the rules could not be moved to {}", now, failed);
      } catch (Error failed) {
        damaged = true;
        LOG.error("the rules could not be moved to {}; they are opened again", now, failed);
      }
    }
  }

  private void judge(
      TwinChange change, Consequences consequences, List<Sample> samples, List<Fact> seen)
      throws InterruptedException {
    String correlationId = correlationId(change);
    try {
      context(change, consequences, correlationId);
      for (Fact fact : context.reader().read(change)) {
        context.clock().seen(fact.at());
        decided(engine.handle(fact, correlationId), consequences);
        if (!context.clock().isAhead(fact.at())) {
          // else it would be the newest sample until then, for forecasts too
          FactSamples.of(fact, samples);
          seen.add(fact);
        }
      }
    } catch (RuntimeException unreadable) {
      park(change, unreadable.getMessage(), correlationId, consequences);
      LOG.debug("why {} was parked", change.thingId(), unreadable);
    } catch (Error broken) {
      // What the rules have half taken in is not known.
      damaged = true;
      park(change, "it ended the rule session: " + broken, correlationId, consequences);
    }
  }

  private static String correlationId(TwinChange change) {
    return change.correlationId() == null
        ? change.thingId() + '@' + change.revision()
        : change.correlationId();
  }

  private static void park(
      TwinChange change, String reason, String correlationId, Consequences consequences) {
    LOG.warn(
        "parked a change of {}, correlation id {}: {}", change.thingId(), correlationId, reason);
    consequences.parked(
        new ParkedItem(
            "change",
            change.thingId() + '@' + change.revision(),
            reason,
            correlationId,
            "application/json",
            (change.path() + ' ' + change.value()).getBytes(StandardCharsets.UTF_8),
            Instant.now()));
  }

  private void context(TwinChange change, Consequences consequences, String correlationId)
      throws InterruptedException {
    if (isWhole(change) && TwinChange.DELETED.equals(change.action())) {
      context.views().forget(change.thingId());
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
            : context.views().known(change.thingId());
    ThingView view =
        known.isPresent()
            ? known.get()
            : loadUntilAnswered(change.thingId(), context.clock().instant());
    decided(engine.handle(view.context(), correlationId), consequences);
    if (first) {
      for (Fact standing : view.standing()) {
        decided(engine.handle(standing, correlationId), consequences);
      }
    }
  }

  private void decided(Outcome outcome, Consequences consequences) {
    consequences.decided(outcome.actions(), outcome.changed());
    context.findings().of(outcome);
  }

  /** Without its context a change cannot be judged, so an outage of Ditto makes the line wait. */
  private ThingView loadUntilAnswered(String thingId, Instant at) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return context.views().load(thingId, at);
      } catch (RuntimeException unavailable) {
        LOG.warn(
            "{} cannot be read from Ditto, trying again: {}", thingId, unavailable.getMessage());
        RetryPause.sleep(failures);
      }
    }
  }

  private void addToHistory(List<Sample> samples) {
    try {
      context.history().add(samples);
    } catch (RuntimeException lost) {
      // History is a cache that can be filled again; the line does not stop for it.
      context.metrics().historyFailed(samples.size());
      LOG.warn("{} samples are missing in history: {}", samples.size(), lost.getMessage());
    }
  }

  private void announce(List<Fact> seen) {
    for (Fact fact : seen) {
      try {
        context.forecasts().seen(fact);
      } catch (RuntimeException failed) {
        LOG.warn("no forecast becomes due for {}", fact.thingId(), failed);
      }
    }
  }

  /** The rules have moved on, so the same consequences are stored until that succeeds. */
  private void store(Consequences consequences) throws InterruptedException {
    for (int failures = 1; running.getAsBoolean(); failures++) {
      try {
        for (LevelChange moved : context.ledger().store(consequences)) {
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
        RetryPause.sleep(failures);
      }
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
