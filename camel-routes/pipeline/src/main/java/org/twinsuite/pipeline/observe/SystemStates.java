package org.twinsuite.pipeline.observe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * Which of the systems around the app answer, as last observed by the work itself. Each activity
 * has a state of its own: orders that are taken do not hide that order states cannot be read.
 */
public final class SystemStates {
  private final ConcurrentMap<String, ConcurrentMap<String, String>> problems =
      new ConcurrentHashMap<>();

  /**
   * The system answered.
   *
   * @param activity what it was asked for, in one word
   */
  public void up(String system, String activity) {
    ConcurrentMap<String, String> known = problems.get(system);
    if (known != null) {
      known.remove(activity);
    }
  }

  /** The system did not answer. */
  public void down(String system, String activity, String reason) {
    problems
        .computeIfAbsent(system, none -> new ConcurrentHashMap<>())
        .put(activity, reason == null ? "unknown" : reason);
  }

  /** Systems that do not answer, with the reason. */
  public Map<String, String> problems() {
    Map<String, String> down = new TreeMap<>();
    problems.forEach(
        (system, reasons) -> {
          if (!reasons.isEmpty()) {
            down.put(
                system,
                new TreeMap<>(reasons)
                    .entrySet().stream()
                        .map(reason -> reason.getKey() + ": " + reason.getValue())
                        .collect(Collectors.joining("; ")));
          }
        });
    return down;
  }
}
