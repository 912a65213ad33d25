package org.twinsuite.sandbox.cmms;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** Faults that wait for a request they can happen to. Safe for concurrent use. */
final class FaultPlan {

  private final Deque<FaultKind> waiting = new ArrayDeque<>();

  synchronized void order(int times, FaultKind kind) {
    for (int i = 0; i < times; i++) {
      waiting.add(kind);
    }
  }

  /** Takes the next fault if it can happen now, null otherwise. */
  synchronized FaultKind take(Predicate<FaultKind> possible) {
    FaultKind next = waiting.peek();
    return next != null && possible.test(next) ? waiting.poll() : null;
  }
}
