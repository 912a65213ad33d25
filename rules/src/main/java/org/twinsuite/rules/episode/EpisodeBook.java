package org.twinsuite.rules.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.pack.OrderTerms;
import org.twinsuite.rules.time.DueList;

/**
 * The episodes of a partition: a pure state machine without rules and without I/O.
 *
 * <pre>
 *   none/closed --symptom--> open --all symptoms gone--> gone --cool-down--> closed (recovered)
 *                            open &lt;-------symptom------- gone
 *                            open --order completed/cancelled--> closed, blocked for settle/snooze
 * </pre>
 */
public final class EpisodeBook {

  private enum Check {
    COOL_DOWN,
    OUTCOME
  }

  private record Due(Case subject, Check check) {}

  private record Key(String thingId, String failureMode) {}

  private final Map<Key, Case> cases = new HashMap<>();
  private final Map<Key, List<Case>> siblings = new HashMap<>();
  private final DueList<Due> due = new DueList<>();
  private final Prescriptions out;

  /**
   * @param stored the open episodes and, per thing and failure mode, the one with the highest
   *     number
   * @param out takes what is prescribed
   */
  public EpisodeBook(Collection<Episode> stored, Prescriptions out) {
    this.out = out;
    for (Episode episode : stored) {
      Case known = caseOf(episode.thingId(), episode.failureMode());
      if (known.episode() == null || known.episode().number() < episode.number()) {
        known.episode(episode);
      }
    }
  }

  /** The case, with the terms that hold for it. */
  public Case caseOf(String thingId, String failureMode, String parent, OrderTerms terms) {
    Case found = caseOf(thingId, failureMode);
    boolean first = found.bind();
    found.terms(terms);
    join(found, terms.scope() == OrderTerms.Scope.SIBLINGS ? parent : null);
    if (first && found.episode() != null) {
      resume(found, found.episode());
    }
    return found;
  }

  private void join(Case c, String parent) {
    if (Objects.equals(parent, c.parent())) {
      return;
    }
    if (c.parent() != null) {
      siblings.get(new Key(c.parent(), c.failureMode())).remove(c);
    }
    c.parent(parent);
    if (parent != null) {
      siblings.computeIfAbsent(new Key(parent, c.failureMode()), key -> new ArrayList<>()).add(c);
    }
  }

  /** Another pack is loaded: symptoms, terms and sources will be told anew, episodes stay. */
  public void forgetSources() {
    siblings.clear();
    cases.values().forEach(Case::forgetSources);
  }

  private Case caseOf(String thingId, String failureMode) {
    return cases.computeIfAbsent(
        new Key(thingId, failureMode), key -> new Case(key.thingId(), key.failureMode()));
  }

  private void resume(Case c, Episode stored) {
    if (stored.open() && stored.goneAt() != null) {
      add(stored.goneAt().plus(c.terms().coolDown()), c, Check.COOL_DOWN);
    } else if (c.replacedAt().isPresent() && stored.effect() == Effect.PENDING) {
      add(stored.closedAt().plus(c.terms().outcomeAfter()), c, Check.OUTCOME);
    }
  }

  /** A symptom is there (again). */
  public void present(Case c, Finding finding) {
    c.symptoms().add(finding.symptom());
    if (out.muted()) {
      c.waiting(!c.open());
      return;
    }
    if (c.open()) {
      c.waiting(false);
      goOn(c, finding);
    } else if (blocked(c, finding.at())) {
      c.waiting(true);
    } else {
      Case felt = stronger(c);
      c.waiting(felt != null);
      if (felt == null) {
        open(c, finding);
      } else {
        noteSibling(felt, finding);
      }
    }
  }

  private static boolean blocked(Case c, Instant at) {
    Episode last = c.episode();
    if (last == null || last.closeReason() == null) {
      return false;
    }
    return switch (last.closeReason()) {
      case RECOVERED -> false;
      case ORDER_COMPLETED -> at.isBefore(last.closedAt().plus(c.terms().settle()));
      case ORDER_CANCELLED -> at.isBefore(last.closedAt().plus(c.terms().snooze()));
    };
  }

  private void open(Case c, Finding finding) {
    if (c.replacedAt().isPresent() && c.episode().effect() == Effect.PENDING) {
      judgeOutcome(c, false, finding.at());
    }
    c.episode(EpisodeSteps.opened(c, finding.ruleId(), priority(c, finding), finding.at()));
    out.opened(c.episode(), c.terms(), finding);
  }

  private void goOn(Case c, Finding finding) {
    Episode e = c.episode();
    int priority = Math.min(e.priority(), priority(c, finding));
    if (priority < e.priority() || !EpisodeSteps.knows(e, finding.ruleId())) {
      c.episode(EpisodeSteps.noted(e, finding.ruleId(), priority, finding.at()));
      out.noted(c.episode(), c.terms(), finding);
    } else if (e.goneAt() != null) {
      c.episode(EpisodeSteps.back(e, finding.at()));
      out.changed(c.episode());
    }
  }

  /** A sibling with an open episode whose symptom is at least as strong; null if there is none. */
  private Case stronger(Case c) {
    if (c.parent() == null) {
      return null;
    }
    double own = c.severity();
    for (Case sibling : siblings.get(new Key(c.parent(), c.failureMode()))) {
      if (sibling != c && sibling.open() && sibling.severity() >= own) {
        return sibling;
      }
    }
    return null;
  }

  private void noteSibling(Case felt, Finding finding) {
    Episode e = felt.episode();
    String source = finding.ruleId() + '@' + finding.context().thingId();
    if (!EpisodeSteps.knows(e, source)) {
      felt.episode(EpisodeSteps.noted(e, source, e.priority(), finding.at()));
      out.noted(felt.episode(), felt.terms(), finding);
    }
  }

  private static int priority(Case c, Finding finding) {
    return finding.urgent() ? c.terms().urgentPriority() : c.terms().priority();
  }

  /** A symptom is over. */
  public void gone(Case c, String symptom, Instant at) {
    c.symptoms().remove(symptom);
    if (c.symptoms().isEmpty()) {
      c.waiting(false);
    }
    if (out.muted() || !c.open() || !c.symptoms().isEmpty() || c.episode().goneAt() != null) {
      return;
    }
    c.episode(EpisodeSteps.gone(c.episode(), at));
    out.changed(c.episode());
    add(at.plus(c.terms().coolDown()), c, Check.COOL_DOWN);
  }

  /** People worked on the order; status of other orders than the open episode's changes nothing. */
  public void orderStatus(OrderStatus status) {
    if (out.muted() || !status.state().closed() || status.failureMode() == null) {
      return;
    }
    Case c = cases.get(new Key(status.thingId(), status.failureMode()));
    if (c == null || !c.open() || !c.episode().reference().equals(status.reference())) {
      return;
    }
    boolean completed = status.state() == OrderState.COMPLETED;
    close(c, completed ? CloseReason.ORDER_COMPLETED : CloseReason.ORDER_CANCELLED, status.at());
    if (completed) {
      c.symptoms().clear();
      c.waiting(false);
      c.sources().forEach(source -> source.replaced(status.at()));
      if (c.terms() != null) {
        add(status.at().plus(c.terms().outcomeAfter()), c, Check.OUTCOME);
      }
    } else {
      c.waiting(!c.symptoms().isEmpty());
    }
  }

  private void close(Case c, CloseReason reason, Instant at) {
    c.episode(EpisodeSteps.closed(c.episode(), reason, at));
    out.closed(c.episode());
  }

  /** When something has to be looked at, in epoch milliseconds. */
  public long nextDue() {
    return out.muted() ? Long.MAX_VALUE : due.next();
  }

  /** Looks at the next thing that is due. */
  public void lookAtNext(Instant now) {
    Due next = due.take();
    Case c = next.subject();
    if (next.check() == Check.COOL_DOWN) {
      endCoolDown(c, now);
    } else {
      endOutcomeTime(c, now);
    }
  }

  private void endCoolDown(Case c, Instant now) {
    Episode e = c.episode();
    if (e.open() && e.goneAt() != null && !e.goneAt().plus(c.terms().coolDown()).isAfter(now)) {
      close(c, CloseReason.RECOVERED, now);
    }
  }

  private void endOutcomeTime(Case c, Instant now) {
    Episode e = c.episode();
    if (c.replacedAt().isEmpty() || e.effect() != Effect.PENDING) {
      return;
    }
    boolean heard = c.sources().stream().anyMatch(source -> source.heardSince(e.closedAt()));
    if (heard || !c.symptoms().isEmpty()) {
      judgeOutcome(c, c.symptoms().isEmpty(), now);
    } else {
      add(now.plus(c.terms().outcomeAfter()), c, Check.OUTCOME);
    }
  }

  private void judgeOutcome(Case c, boolean symptomGone, Instant at) {
    Effect effect = symptomGone ? Effect.SYMPTOM_GONE : Effect.SYMPTOM_STAYED;
    c.episode(EpisodeSteps.judged(c.episode(), effect));
    out.judged(c.episode(), at);
  }

  private void add(Instant at, Case c, Check check) {
    due.add(at.toEpochMilli(), new Due(c, check));
  }
}
