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
import org.twinsuite.rules.detect.Detector;
import org.twinsuite.rules.detect.ThingRegistry;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.episode.EpisodeRegistry;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.fact.ProductionWindow;
import org.twinsuite.rules.fact.StockLevel;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.health.HealthTree;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.time.ReorderBuffer;

/** A rule session with a pseudo clock, the state of its things, and their episodes. */
final class PartitionEngine implements RuleEngine {

  private final ReorderBuffer queue;
  private final OutcomeCollector collector;
  private final EvidenceWriter evidence;
  private final EpisodeRegistry book;
  private final Responder responder;
  private final ProductionWindows production = new ProductionWindows();
  private final MaintenanceWindow windows;
  private final Findings findings;
  private final HealthReporter healths;
  private final List<RuleProblem> problems = new ArrayList<>();
  private ThingRegistry things;
  private KieSession session;
  private SessionPseudoClock sessionClock;
  private RuleGuard guard;
  private final List<Detector> touched = new ArrayList<>();
  private RulePack pack;

  /** The pack that ran before, as long as it may have to run again; or null. */
  private RulePack former;

  private long clock = Long.MIN_VALUE;

  PartitionEngine(
      RulePack pack, Collection<Episode> episodes, EngineOptions options, HealthTree health) {
    Objects.requireNonNull(pack, "pack");
    queue = new ReorderBuffer(options.lateness(), options.maxAhead(), options.now());
    evidence = new EvidenceWriter(pack);
    collector = new OutcomeCollector(evidence);
    book = new EpisodeRegistry(episodes, collector);
    windows = new MaintenanceWindow(production, new PartSupply(book::stockOf));
    responder = new Responder(book, collector, evidence, problems::add);
    findings =
        new Findings(book, evidence, responder, windows, problems::add, () -> guard.matched());
    healths = new HealthReporter(book, health);
    episodes.forEach(e -> healths.changed(e, e.openedAt()));
    this.pack = pack;
    openThings(pack);
    openSession(pack);
  }

  private void openThings(RulePack pack) {
    things = new ThingRegistry(pack.tables(), book, touched::add, this::retired);
    findings.things(things);
    responder.tables(pack.tables());
    windows.tables(pack.tables());
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
    queue.add(new ReorderBuffer.Held(fact, correlationId));
    drain();
    return take();
  }

  private Outcome take() {
    collector.changed().forEach(e -> healths.changed(e, findings.now()));
    return collector.take(healths.take(), things.takeLearned());
  }

  @Override
  public Outcome advanceTo(Instant now) {
    queue.tell(now);
    drain();
    runClockTo(queue.watermark());
    return take();
  }

  @Override
  public void rebuild(Fact fact) {
    collector.mute(true);
    try {
      queue.add(new ReorderBuffer.Held(fact, ""));
      drain();
    } finally {
      collector.mute(false);
    }
  }

  @Override
  public void reload(RulePack next) {
    former = pack;
    decideBy(next);
  }

  /** With the windows there are, and without any action. */
  private void decideBy(RulePack next) {
    boolean muted = collector.muted();
    collector.mute(true);
    try {
      ThingRegistry old = things;
      session.dispose();
      touched.clear();
      pack = next;
      evidence.pack(next);
      book.forgetSources();
      openThings(next);
      openSession(next);
      things.adopt(old, clock);
      fire();
    } finally {
      collector.mute(muted);
    }
  }

  /**
   * A condition that throws leaves no rule of the pack to be trusted, for all share one network:
   * the former pack runs on. What it finds by now is told with the next sample.
   */
  private void decideAsBefore(RuntimeException failed) {
    if (former == null) {
      throw failed;
    }
    RulePack unsound = pack;
    RulePack sound = former;
    former = null;
    problems.addAll(guard.take());
    findings.drop();
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message =
        "a condition failed, pack %s runs on: %s (%s)".formatted(sound, failed.getMessage(), cause);
    problems.add(new RuleProblem("pack " + unsound, true, message, findings.now()));
    decideBy(sound);
  }

  @Override
  public List<RuleProblem> problems() {
    List<RuleProblem> all = new ArrayList<>(guard.take());
    all.addAll(problems);
    problems.clear();
    healths
        .takeProblems()
        .forEach(text -> all.add(new RuleProblem("health", false, text, findings.now())));
    return List.copyOf(all);
  }

  @Override
  public void forget(String thingId) {
    things.forget(thingId);
    production.forget(thingId);
    healths.forget(thingId, findings.now());
  }

  /** How often the clock looked at silent signals. */
  long looks() {
    return things.looks();
  }

  private void retired(Detector detector) {
    touched.remove(detector);
    takeOut(detector);
  }

  private void takeOut(Detector detector) {
    if (detector.handle() != null) {
      session.delete(detector.handle());
      detector.handle(null);
    }
  }

  private void drain() {
    for (ReorderBuffer.Held held = queue.poll(); held != null; held = queue.poll()) {
      runClockTo(Math.min(held.fact().at().toEpochMilli(), queue.watermark()));
      evidence.correlationId(held.correlationId());
      judge(held.fact());
    }
  }

  private void judge(Fact told) {
    try {
      accept(told);
    } catch (StackOverflowError | LinkageError | AssertionError failed) {
      throw Failures.unchecked(failed, "a fact of " + told.thingId() + " cannot be judged");
    }
    fire();
  }

  private void accept(Fact told) {
    Fact fact = queue.isAhead(told) ? FutureTimestampGuard.judged(told, findings.now()) : told;
    if (fact instanceof OrderStatus status) {
      book.orderStatus(status);
    } else if (fact instanceof OpenWorkOrder order) {
      book.openWorkOrder(order);
    } else if (fact instanceof StockLevel stock) {
      book.stock(stock);
    } else if (fact instanceof ProductionWindow window) {
      production.accept(window);
    } else {
      if (fact instanceof ThingContext context) {
        healths.parent(context);
      }
      things.accept(fact);
    }
  }

  /** What falls due on the way is judged at its own time, so that a late tick decides alike. */
  private void runClockTo(long time) {
    things.clockRuns();
    collector.takeTouched();
    for (long next = nextDue(); next <= time; next = nextDue()) {
      setClock(Math.max(clock, next));
      evidence.correlationId("clock");
      boolean silence = things.nextDue() < book.nextDue();
      if (silence) {
        // as of its own time: while state is rebuilt thing by thing, the clock is ahead of the
        // others
        things.lookAtSilence(next, time, clock);
      } else {
        book.lookAtNext(Instant.ofEpochMilli(clock));
      }
      fire();
      for (String thingId : collector.takeTouched()) {
        things.episodeChanged(thingId, next, silence);
      }
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
    try {
      fireTouched();
    } catch (RuntimeException | Error failed) {
      if (failed instanceof Error error && !Failures.isContained(error)) {
        throw error;
      }
      decideAsBefore(Failures.unchecked(failed, "a condition failed"));
    }
    findings.flush();
  }

  private void fireTouched() {
    for (Detector detector : touched) {
      if (detector.isIdle()) {
        takeOut(detector);
      } else if (detector.handle() == null) {
        detector.handle(session.insert(detector));
      } else {
        session.update(detector.handle(), detector);
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
