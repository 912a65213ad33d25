package org.twinsuite.rules.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.time.SessionPseudoClock;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.episode.EpisodeBook;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.state.Things;
import org.twinsuite.rules.state.Watch;
import org.twinsuite.rules.time.FactQueue;

/** A rule session with a pseudo clock, the state of its things, and their episodes. */
final class PartitionEngine implements RuleEngine {

  private final FactQueue queue;
  private final OutcomeCollector collector;
  private final EvidenceWriter evidence;
  private final EpisodeBook book;
  private final Findings findings;
  private Things things;
  private KieSession session;
  private SessionPseudoClock sessionClock;
  private RuleGuard guard;
  private final List<Watch> touched = new ArrayList<>();
  private long clock = Long.MIN_VALUE;

  PartitionEngine(RulePack pack, Collection<Episode> episodes, EngineOptions options) {
    Objects.requireNonNull(pack, "pack");
    queue = new FactQueue(options.lateness(), options.maxAhead());
    evidence = new EvidenceWriter(pack);
    collector = new OutcomeCollector(evidence);
    book = new EpisodeBook(episodes, collector);
    things = new Things(pack.tables(), book, touched::add, this::retired);
    findings = new Findings(book, evidence);
    openSession(pack);
  }

  private void openSession(RulePack pack) {
    KieSessionConfiguration config = KieServices.get().newKieSessionConfiguration();
    config.setOption(ClockTypeOption.PSEUDO);
    session = pack.kieBase().newKieSession(config, null);
    session.setGlobal("findings", findings);
    sessionClock = session.getSessionClock();
    guard = new RuleGuard(session);
  }

  @Override
  public Outcome handle(Fact fact, String correlationId) {
    queue.add(new FactQueue.Held(fact, correlationId));
    drain();
    return collector.take();
  }

  @Override
  public Outcome advanceTo(Instant now) {
    queue.tell(now);
    drain();
    runClockTo(queue.watermark());
    return collector.take();
  }

  @Override
  public void rebuild(Fact fact) {
    collector.mute(true);
    try {
      queue.add(new FactQueue.Held(fact, ""));
      drain();
    } finally {
      collector.mute(false);
    }
  }

  @Override
  public void reload(RulePack pack) {
    collector.mute(true);
    try {
      Things old = things;
      session.dispose();
      evidence.pack(pack);
      book.forgetSources();
      things = new Things(pack.tables(), book, touched::add, this::retired);
      openSession(pack);
      things.adopt(old);
      fire();
    } finally {
      collector.mute(false);
    }
  }

  @Override
  public List<RuleProblem> problems() {
    return guard.take();
  }

  @Override
  public void forget(String thingId) {
    things.forget(thingId);
  }

  private void retired(Watch watch) {
    touched.remove(watch);
    if (watch.handle() != null) {
      session.delete(watch.handle());
      watch.handle(null);
    }
  }

  private void drain() {
    for (FactQueue.Held held = queue.poll(); held != null; held = queue.poll()) {
      runClockTo(Math.min(held.fact().at().toEpochMilli(), queue.watermark()));
      evidence.correlationId(held.correlationId());
      judge(held.fact());
    }
  }

  private void judge(Fact fact) {
    if (fact instanceof OrderStatus status) {
      book.orderStatus(status);
    }
    things.accept(fact);
    fire();
  }

  /** What falls due on the way is judged at its own time, so that a late tick decides alike. */
  private void runClockTo(long time) {
    for (long next = nextDue(); next <= time; next = nextDue()) {
      setClock(Math.max(clock, next));
      evidence.correlationId("clock");
      if (book.nextDue() <= things.nextDue()) {
        book.lookAtNext(Instant.ofEpochMilli(clock));
      } else {
        // as of its own time: while state is rebuilt thing by thing, the clock is ahead of the
        // others
        things.lookAtSilence(next);
      }
      fire();
    }
    if (time > clock) {
      setClock(time);
    }
  }

  private long nextDue() {
    return Math.min(book.nextDue(), things.nextDue());
  }

  private void setClock(long time) {
    if (clock != Long.MIN_VALUE && time > clock) {
      sessionClock.advanceTime(time - clock, TimeUnit.MILLISECONDS);
    }
    clock = Math.max(clock, time);
    findings.now(Instant.ofEpochMilli(clock));
  }

  private void fire() {
    if (touched.isEmpty()) {
      return;
    }
    for (Watch watch : touched) {
      if (watch.handle() == null) {
        watch.handle(session.insert(watch));
      } else {
        session.update(watch.handle(), watch);
      }
    }
    touched.clear();
    guard.fire(findings.now());
  }

  @Override
  public Instant clock() {
    return clock == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochMilli(clock);
  }

  @Override
  public void close() {
    session.dispose();
  }
}
