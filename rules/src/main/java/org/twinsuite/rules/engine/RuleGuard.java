package org.twinsuite.rules.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectDeletedEvent;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.event.rule.ObjectUpdatedEvent;
import org.kie.api.event.rule.RuleRuntimeEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.Match;
import org.twinsuite.rules.detect.Detector;
import org.twinsuite.rules.detect.Diagnosis;
import org.twinsuite.rules.fact.PlainText;

/** Fires rules; a failing or endless rule does not affect other rules. */
final class RuleGuard implements AgendaFilter {

  /** No step of a sound rule fires nearly as often. */
  private static final int MOST_FIRINGS = 10_000;

  private static final int WATCHED_FIRINGS = 1_000;
  private static final int FORGIVEN = 3;
  private static final int MOST_TEXT = 500;

  private final KieSession session;
  private final Set<String> parked = new HashSet<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private final List<RuleProblem> problems = new ArrayList<>();
  private final Map<Diagnosis, List<Detector>> signs = new HashMap<>();
  private String firing;
  private Match match;

  RuleGuard(KieSession session) {
    this.session = session;
    session.addEventListener(
        new DefaultRuleRuntimeEventListener() {
          @Override
          public void objectInserted(ObjectInsertedEvent event) {
            if (event.getObject() instanceof Diagnosis diagnosis) {
              signs.put(diagnosis, matched());
            }
          }

          @Override
          public void objectDeleted(ObjectDeletedEvent event) {
            if (event.getOldObject() instanceof Diagnosis diagnosis) {
              signs.remove(diagnosis);
            }
          }
        });
  }

  /** All that the rule that fires now stands on, with the signs that name the failure mode. */
  List<Detector> matched() {
    List<Detector> detectors = new ArrayList<>();
    for (Object fact : match == null ? List.of() : match.getObjects()) {
      if (fact instanceof Detector detector) {
        detectors.add(detector);
      } else if (fact instanceof Diagnosis diagnosis) {
        detectors.addAll(signs.getOrDefault(diagnosis, List.of()));
      }
    }
    return detectors;
  }

  @Override
  public boolean accept(Match match) {
    String rule = match.getRule().getName();
    if (parked.contains(rule)) {
      return false;
    }
    firing = rule;
    this.match = match;
    return true;
  }

  void fire(Instant now) {
    boolean again = true;
    while (again) {
      firing = null;
      try {
        again = session.fireAllRules(this, MOST_FIRINGS) >= MOST_FIRINGS;
        if (again) {
          firing = culprit();
          park("fired without end, more than " + MOST_FIRINGS + " times in one step", now);
        }
      } catch (RuntimeException | Error e) {
        failed(e, now);
      }
    }
  }

  /**
   * Who keeps the others firing: of some more firings the rule that changed the most facts, else
   * the last that fired.
   */
  private String culprit() {
    Map<String, Integer> changes = new HashMap<>();
    RuleRuntimeEventListener listener =
        new RuleRuntimeEventListener() {
          @Override
          public void objectInserted(ObjectInsertedEvent event) {
            count(event.getRule());
          }

          @Override
          public void objectUpdated(ObjectUpdatedEvent event) {
            count(event.getRule());
          }

          @Override
          public void objectDeleted(ObjectDeletedEvent event) {
            count(event.getRule());
          }

          private void count(Rule rule) {
            if (rule != null) {
              changes.merge(rule.getName(), 1, Integer::sum);
            }
          }
        };
    session.addEventListener(listener);
    try {
      session.fireAllRules(this, WATCHED_FIRINGS);
    } finally {
      session.removeEventListener(listener);
    }
    return changes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(firing);
  }

  private void failed(Throwable e, Instant now) {
    if (e instanceof Error error && !Failures.isContained(e)) {
      throw error;
    }
    if (firing == null) {
      throw Failures.unchecked(e, "a condition failed");
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = "failed: " + PlainText.of(String.valueOf(cause), MOST_TEXT);
    if (failures.merge(firing, 1, Integer::sum) >= FORGIVEN) {
      park(message, now);
    } else {
      problems.add(new RuleProblem(firing, false, message, now));
    }
  }

  private void park(String message, Instant now) {
    parked.add(firing);
    problems.add(new RuleProblem(firing, true, message, now));
  }

  List<RuleProblem> take() {
    List<RuleProblem> taken = List.copyOf(problems);
    problems.clear();
    return taken;
  }
}
