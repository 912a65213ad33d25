package org.twinsuite.rules.episode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The cases of a partition, by thing and failure mode, and which of them are siblings. */
final class FaultCases {

  private record Key(String thingId, String failureMode) {}

  private final Map<Key, FaultCase> cases = new HashMap<>();
  private final Map<String, FaultCasesOfThing> things = new HashMap<>();
  private final Map<Key, List<FaultCase>> siblings = new HashMap<>();

  /** The case; made if there is none yet. */
  FaultCase of(String thingId, String failureMode) {
    return cases.computeIfAbsent(
        new Key(thingId, failureMode),
        key -> {
          FaultCasesOfThing thing = thing(key.thingId());
          FaultCase added = new FaultCase(key.thingId(), key.failureMode(), thing);
          thing.cases().add(added);
          return added;
        });
  }

  /** Null if there is none. */
  FaultCase find(String thingId, String failureMode) {
    return cases.get(new Key(thingId, failureMode));
  }

  /** All of a thing; made if nothing was heard of it. */
  FaultCasesOfThing thing(String thingId) {
    return things.computeIfAbsent(thingId, id -> new FaultCasesOfThing());
  }

  /** Null if nothing was heard of the thing. */
  FaultCasesOfThing find(String thingId) {
    return things.get(thingId);
  }

  /**
   * The case feels its siblings from now on.
   *
   * @param parent whose parts feel each other; null for none
   */
  void join(FaultCase c, String parent) {
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

  /** A sibling with an open episode whose symptom is at least as strong; null if there is none. */
  FaultCase strongerSibling(FaultCase c) {
    if (c.parent() == null) {
      return null;
    }
    double own = c.severity();
    for (FaultCase sibling : siblings.get(new Key(c.parent(), c.failureMode()))) {
      if (sibling != c && sibling.open() && sibling.severity() >= own) {
        return sibling;
      }
    }
    return null;
  }

  /** Symptoms, terms and sources will be told anew. */
  void forgetSources() {
    siblings.clear();
    cases.values().forEach(FaultCase::forgetSources);
  }
}
