package org.twinsuite.rules.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.twinsuite.rules.action.CloseReason;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.fact.StockLevel;
import org.twinsuite.rules.pack.row.OrderTerms;
import org.twinsuite.rules.time.TimerQueue;

/**
 * The episodes of a partition: a pure state machine without rules and without I/O.
 *
 * <pre>
 *   none/closed --symptom--> open --all symptoms gone--> gone --cool-down--> closed (recovered)
 *                            open &lt;-------symptom------- gone
 *                            open --order completed/cancelled--> closed, blocked for settle/snooze
 *
 *   none/closed --symptom, open order of a failure mode it joins--> a note on that order
 *   none/closed --symptom, somebody else's order is open-----------> open, hanging on that order
 * </pre>
 */
public final class EpisodeRegistry {

  private enum Check {
    COOL_DOWN,
    OUTCOME
  }

  /**
   * @param again whether it stands for looks that were taken before a restart
   */
  private record Due(FaultCase subject, Check check, boolean again) {}

  private static final long SHORTEST_STEP_MS = 60_000;
  private final FaultCases cases = new FaultCases();
  private final TimerQueue<Due> due = new TimerQueue<>();
  private final EpisodeListener out;
  private final SpareParts spareParts;

  /**
   * @param stored the open episodes and, per thing and failure mode, the one with the highest
   *     number
   * @param out takes what is prescribed
   */
  public EpisodeRegistry(Collection<Episode> stored, EpisodeListener out) {
    this.out = out;
    spareParts = new SpareParts(out);
    for (Episode episode : stored) {
      FaultCase known = cases.of(episode.thingId(), episode.failureMode());
      if (known.episode() == null || known.episode().number() < episode.number()) {
        known.episode(episode);
      }
    }
  }

  /** The case, with the terms that hold for it. */
  public FaultCase caseOf(String thingId, String failureMode, String parent, OrderTerms terms) {
    FaultCase found = cases.of(thingId, failureMode);
    boolean first = found.bind();
    found.terms(terms);
    cases.join(found, terms.scope() == OrderTerms.Scope.SIBLINGS ? parent : null);
    if (first && found.episode() != null) {
      resume(found, found.episode());
    }
    return found;
  }

  /** Another pack is loaded: symptoms, terms and sources will be told anew, episodes stay. */
  public void forgetSources() {
    cases.forgetSources();
  }

  /** Whether an episode of this failure mode is open. */
  public boolean isOpen(String thingId, String failureMode) {
    FaultCase found = cases.find(thingId, failureMode);
    return found != null && found.open();
  }

  /**
   * The failure mode of the episode that a rule opened for a forecast of this model, if it is open
   * or its order was closed; the newest of several.
   *
   * @param model name, without version
   */
  public Optional<String> modeOf(String thingId, String ruleId, String model) {
    FaultCasesOfThing thing = cases.find(thingId);
    return thing == null ? Optional.empty() : thing.modeOf(ruleId, model);
  }

  /** The open episodes of a thing, in the order their failure modes were first seen. */
  public List<Episode> openOf(String thingId) {
    FaultCasesOfThing thing = cases.find(thingId);
    return thing == null
        ? List.of()
        : thing.cases().stream().filter(FaultCase::open).map(FaultCase::episode).toList();
  }

  private void resume(FaultCase c, Episode stored) {
    if (stored.open() && stored.goneAt() != null) {
      addAgain(stored.goneAt().plus(c.terms().coolDown()), c, Check.COOL_DOWN);
    } else if (c.orderCompleted() && stored.effect() == RepairOutcome.PENDING) {
      addAgain(stored.closedAt().plus(c.terms().outcomeAfter()), c, Check.OUTCOME);
    }
  }

  /** A symptom is there (again). */
  public void present(FaultCase c, Finding finding) {
    c.addSymptom(finding.symptom());
    if (out.muted()) {
      // what would be news, e.g. by another pack, is told with the next sample that shows it
      c.waiting(!c.open() || isNews(c, finding));
      return;
    }
    c.waiting(true);
    if (finding.context().outOfService()) {
      return;
    }
    if (c.open()) {
      c.waiting(false);
      goOn(c, finding);
    } else if (!c.blocked(finding.at())) {
      judgeNew(c, finding);
    }
  }

  private void judgeNew(FaultCase c, Finding finding) {
    FaultCase host = c.thing().host(c);
    FaultCase felt = host == null ? cases.strongerSibling(c) : null;
    if (host != null) {
      note(host, finding, EpisodeSteps.joined(finding.ruleId(), c.failureMode()));
    } else if (felt != null) {
      note(felt, finding, finding.ruleId() + '@' + finding.context().thingId());
    } else {
      c.waiting(false);
      open(c, finding);
    }
  }

  private void open(FaultCase c, Finding finding) {
    for (FaultCase other : c.thing().cases()) {
      boolean same = other == c || c.family(other);
      if (same && other.orderCompleted() && other.episode().effect() == RepairOutcome.PENDING) {
        judgeOutcome(other, false, finding.at());
      }
    }
    String foreign = c.ordered() ? c.thing().orderFor(c.failureMode()) : null;
    c.episode(EpisodeSteps.opened(c, finding, priority(c, finding), foreign));
    out.opened(c.episode(), c.terms(), finding);
    spareParts.decide(c, finding.at());
  }

  private void goOn(FaultCase c, Finding finding) {
    Episode e = c.episode();
    int priority = Math.min(e.priority(), priority(c, finding));
    if (isNews(c, finding)) {
      c.episode(EpisodeSteps.noted(e, finding.ruleId(), priority, finding.at()));
      if (c.ordered()) {
        Instant workAt = finding.grounds().get().window().from();
        c.episode(EpisodeSteps.planned(c.episode(), workAt));
      }
      out.noted(c.episode(), c.terms(), finding, priority < e.priority());
    } else if (e.goneAt() != null) {
      c.episode(EpisodeSteps.back(e, finding.at()));
      out.changed(c.episode());
    }
  }

  private static boolean isNews(FaultCase c, Finding finding) {
    Episode e = c.episode();
    return priority(c, finding) < e.priority() || !EpisodeSteps.knows(e, finding.ruleId());
  }

  private void note(FaultCase on, Finding finding, String source) {
    Episode e = on.episode();
    if (!EpisodeSteps.knows(e, source)) {
      on.episode(EpisodeSteps.noted(e, source, e.priority(), finding.at()));
      out.noted(on.episode(), on.terms(), finding, false);
    }
  }

  private static int priority(FaultCase c, Finding finding) {
    return finding.urgent() ? c.terms().urgentPriority() : c.terms().priority();
  }

  /**
   * A symptom is over.
   *
   * @return whether that is taken up; if not it has to be told again once state is rebuilt
   */
  public boolean gone(FaultCase c, String symptom, Instant at) {
    c.removeSymptom(symptom);
    if (c.symptoms().isEmpty()) {
      c.waiting(false);
    }
    if (!c.open() || c.episode().goneAt() != null) {
      return true;
    }
    if (out.muted()) {
      return false;
    }
    if (c.symptoms().isEmpty()) {
      c.episode(EpisodeSteps.gone(c.episode(), at));
      out.changed(c.episode());
      add(at.plus(c.terms().coolDown()), c, Check.COOL_DOWN);
    }
    return true;
  }

  /**
   * People worked on an order of ours. If it is that of the open episode the episode closes; work
   * that was completed ends what was seen before it in any case.
   */
  public void orderStatus(OrderStatus status) {
    if (!status.state().closed() || status.failureMode() == null) {
      return;
    }
    FaultCase c = cases.find(status.thingId(), status.failureMode());
    if (c == null) {
      return;
    }
    boolean completed = status.state() == OrderState.COMPLETED;
    boolean own = c.open() && c.episode().reference().equals(status.reference());
    if (own && !out.muted()) {
      orderClosed(
          c, completed ? CloseReason.ORDER_COMPLETED : CloseReason.ORDER_CANCELLED, status.at());
    }
    if (completed) {
      workDone(c, status.at(), own);
    }
  }

  /** Somebody else's order was raised or closed; episodes that hang on it close with it. */
  public void openWorkOrder(OpenWorkOrder order) {
    FaultCasesOfThing thing = cases.thing(order.thingId());
    if (!thing.accept(order) || order.open()) {
      return;
    }
    for (FaultCase c : thing.cases()) {
      boolean hangs = c.open() && order.orderNumber().equals(c.episode().order());
      if (hangs && !out.muted()) {
        orderClosed(c, CloseReason.ORDER_COMPLETED, order.at());
      }
      if (order.failureMode() == null || order.failureMode().equals(c.failureMode())) {
        workDone(c, order.at(), hangs);
      }
    }
  }

  private void orderClosed(FaultCase c, CloseReason reason, Instant at) {
    close(c, reason, at);
    if (reason == CloseReason.ORDER_CANCELLED) {
      c.waiting(!c.symptoms().isEmpty());
    } else if (c.terms() != null) {
      add(at.plus(c.terms().outcomeAfter()), c, Check.OUTCOME);
    }
  }

  /**
   * What was seen up to now is over, for the failure mode and those that join it. It depends on the
   * facts alone, so that state rebuilt after a restart is the same.
   *
   * @param closed whether it closed the episode; what is still seen is then to be judged anew, also
   *     if later work is known
   */
  private void workDone(FaultCase c, Instant at, boolean closed) {
    if (!c.workDone(at) && !closed) {
      return;
    }
    for (FaultCase other : c.thing().cases()) {
      if (other == c || other.joins(c)) {
        for (SymptomSource source : List.copyOf(other.sources())) {
          source.replaced(at);
          gone(other, source.symptom(), at);
        }
      }
    }
  }

  private void close(FaultCase c, CloseReason reason, Instant at) {
    c.episode(EpisodeSteps.closed(c.episode(), reason, at));
    out.closed(c.episode(), c.ordered());
  }

  /** What is in stock of a part: open episodes that need it reserve it or ask for it. */
  public void stock(StockLevel level) {
    FaultCasesOfThing thing = cases.thing(level.thingId());
    if (thing.accept(level) && !out.muted()) {
      for (FaultCase c : thing.cases()) {
        if (c.open() && c.terms() != null && c.terms().part().equals(level.part())) {
          spareParts.decide(c, level.at());
        }
      }
    }
  }

  /** What is known of the stock of a part of a thing; null if nothing is. */
  public StockLevel stockOf(String thingId, String part) {
    FaultCasesOfThing thing = cases.find(thingId);
    return thing == null ? null : thing.stock(part);
  }

  /** When something has to be looked at, in epoch milliseconds. */
  public long nextDue() {
    return out.muted() ? Long.MAX_VALUE : due.next();
  }

  /** Looks at the next thing that is due. */
  public void lookAtNext(Instant now) {
    boolean passed = due.next() < now.toEpochMilli();
    Due next = due.take();
    FaultCase c = next.subject();
    if (next.again() && passed) {
      lookLater(c, next.check(), now);
    } else if (next.check() == Check.COOL_DOWN) {
      endCoolDown(c, now);
    } else {
      endOutcomeTime(c, now);
    }
  }

  /**
   * All looks up to now were taken before the restart and changed nothing: the one after them comes
   * when it would have come without.
   */
  private void lookLater(FaultCase c, Check check, Instant now) {
    Episode e = c.episode();
    if (check == Check.COOL_DOWN && e.open() && e.goneAt() != null) {
      add(next(e.goneAt(), c.terms().coolDown(), now), c, check);
    } else if (check == Check.OUTCOME && c.orderCompleted()) {
      add(next(e.closedAt(), c.terms().outcomeAfter(), now), c, check);
    }
  }

  private void endCoolDown(FaultCase c, Instant now) {
    Episode e = c.episode();
    if (!e.open() || e.goneAt() == null || e.goneAt().plus(c.terms().coolDown()).isAfter(now)) {
      return;
    }
    if (joinedByOthers(c)) {
      add(next(e.goneAt(), c.terms().coolDown(), now), c, Check.COOL_DOWN);
    } else {
      close(c, CloseReason.RECOVERED, now);
    }
  }

  /** Symptoms of other failure modes that were noted on its order and are still there. */
  private static boolean joinedByOthers(FaultCase c) {
    for (FaultCase other : c.thing().cases()) {
      if (other != c && !other.symptoms().isEmpty() && other.hosts(c.episode())) {
        return true;
      }
    }
    return false;
  }

  private void endOutcomeTime(FaultCase c, Instant now) {
    Episode e = c.episode();
    if (!c.orderCompleted() || e.effect() != RepairOutcome.PENDING) {
      return;
    }
    boolean heard = c.sources().stream().anyMatch(source -> source.hasEvidenceSince(e.closedAt()));
    boolean stayed =
        c.thing().cases().stream()
            .anyMatch(other -> !other.symptoms().isEmpty() && (other == c || c.family(other)));
    if (heard || stayed) {
      judgeOutcome(c, !stayed, now);
    } else {
      add(next(e.closedAt(), c.terms().outcomeAfter(), now), c, Check.OUTCOME);
    }
  }

  /** The next whole number of steps after {@code from}: the same whether restarted or not. */
  private static Instant next(Instant from, Duration step, Instant now) {
    long each = Math.max(step.toMillis(), SHORTEST_STEP_MS);
    long steps = Duration.between(from, now).toMillis() / each + 1;
    return from.plusMillis(steps * each);
  }

  private void judgeOutcome(FaultCase c, boolean symptomGone, Instant at) {
    RepairOutcome effect = symptomGone ? RepairOutcome.SYMPTOM_GONE : RepairOutcome.SYMPTOM_STAYED;
    c.episode(EpisodeSteps.judged(c.episode(), effect));
    out.judged(c.episode(), at);
  }

  private void add(Instant at, FaultCase c, Check check) {
    due.add(at.toEpochMilli(), new Due(c, check, false));
  }

  private void addAgain(Instant at, FaultCase c, Check check) {
    due.add(at.toEpochMilli(), new Due(c, check, true));
  }
}
