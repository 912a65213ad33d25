package org.twinsuite.pipeline.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.twinsuite.pipeline.ingest.Telemetry.Problem;

/** What of one message could not be taken; it is parked once, however much that is. */
final class Rejections {
  /** So many are named; more tell no more. */
  static final int NAMED = 20;

  private final List<Problem> problems = new ArrayList<>();
  private int count;

  /** Adds a problem; safe for several threads. */
  synchronized void add(Problem problem) {
    count++;
    if (problems.size() < NAMED) {
      problems.add(problem);
    }
  }

  void addAll(List<Problem> more) {
    more.forEach(this::add);
  }

  synchronized boolean isEmpty() {
    return count == 0;
  }

  /** The first of them. */
  synchronized List<Problem> named() {
    return List.copyOf(problems);
  }

  /** For people. */
  synchronized String reason() {
    String named = problems.stream().map(Problem::text).collect(Collectors.joining("; "));
    return count > problems.size()
        ? count + " points cannot be taken, the first " + problems.size() + ": " + named
        : named;
  }
}
