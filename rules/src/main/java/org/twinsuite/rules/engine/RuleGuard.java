package org.twinsuite.rules.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.Match;

/** Fires rules so that one that throws or never ends stops neither the others nor the line. */
final class RuleGuard implements AgendaFilter {

  /** No step of a sound rule fires nearly as often. */
  private static final int MOST_FIRINGS = 10_000;

  private static final int FORGIVEN = 3;

  private final KieSession session;
  private final Set<String> parked = new HashSet<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private final List<RuleProblem> problems = new ArrayList<>();
  private String firing;
  private int firings;

  RuleGuard(KieSession session) {
    this.session = session;
  }

  @Override
  public boolean accept(Match match) {
    String rule = match.getRule().getName();
    if (parked.contains(rule)) {
      return false;
    }
    firings = rule.equals(firing) ? firings + 1 : 1;
    firing = rule;
    return true;
  }

  void fire(Instant now) {
    boolean again = true;
    while (again) {
      firing = null;
      try {
        again = session.fireAllRules(this, MOST_FIRINGS) >= MOST_FIRINGS;
        if (again) {
          park("fired " + firings + " times in one step", now);
        }
      } catch (RuntimeException e) {
        failed(e, now);
      }
    }
  }

  private void failed(RuntimeException e, Instant now) {
    if (firing == null) {
      throw e;
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = "failed: " + cause;
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
