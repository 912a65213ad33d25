package org.twinsuite.pipeline.observe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which of the systems around the app answer, as last seen by the work itself. */
public final class SystemStates {
  private static final String UP = "";
  private final ConcurrentMap<String, String> problems = new ConcurrentHashMap<>();

  /** The system answered. */
  public void up(String system) {
    problems.put(system, UP);
  }

  /** The system did not answer. */
  public void down(String system, String reason) {
    problems.put(system, reason == null ? "unknown" : reason);
  }

  /** Systems that do not answer, with the reason. */
  public Map<String, String> problems() {
    Map<String, String> down = new TreeMap<>();
    problems.forEach(
        (system, reason) -> {
          if (!reason.equals(UP)) {
            down.put(system, reason);
          }
        });
    return down;
  }
}
