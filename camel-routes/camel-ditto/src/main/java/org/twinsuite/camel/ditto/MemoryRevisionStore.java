package org.twinsuite.camel.ditto;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Marks that live as long as the process: survives reconnects and route restarts only. */
public final class MemoryRevisionStore implements RevisionStore {

  private final Map<String, Long> marks = new ConcurrentHashMap<>();

  @Override
  public OptionalLong lastHandled(String thingId) {
    Long mark = marks.get(thingId);
    return mark == null ? OptionalLong.empty() : OptionalLong.of(mark);
  }

  @Override
  public void handled(String thingId, long revision) {
    marks.merge(thingId, revision, Math::max);
  }

  @Override
  public Map<String, Long> snapshot() {
    return Map.copyOf(marks);
  }

  @Override
  public void forget(String thingId) {
    marks.remove(thingId);
  }
}
