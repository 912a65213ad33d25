package org.twinsuite.rules.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Things of one class below one parent: what happens to all of them is no fault of one. */
final class Siblings {

  private static final int ASKED = 16;

  private record Key(String parent, String equipmentClass) {}

  private final Map<Key, TreeMap<String, ThingState>> groups = new HashMap<>();

  void add(ThingState thing) {
    if (thing.context() != null && thing.context().parent() != null) {
      groups.computeIfAbsent(key(thing), k -> new TreeMap<>()).put(thing.id(), thing);
    }
  }

  void remove(ThingState thing) {
    if (thing.context() != null && thing.context().parent() != null) {
      TreeMap<String, ThingState> group = groups.get(key(thing));
      if (group != null) {
        group.remove(thing.id(), thing);
      }
    }
  }

  /** The same signal of the first siblings by id, as far as they have it. */
  List<Signal> signals(ThingState of, String name) {
    TreeMap<String, ThingState> group = of.context().parent() == null ? null : groups.get(key(of));
    if (group == null) {
      return List.of();
    }
    List<Signal> found = new ArrayList<>(ASKED);
    for (ThingState thing : group.values()) {
      Signal signal = thing == of ? null : thing.points().get(name);
      if (signal != null && signal.size() > 0) {
        found.add(signal);
        if (found.size() == ASKED) {
          break;
        }
      }
    }
    return found;
  }

  private static Key key(ThingState thing) {
    return new Key(thing.context().parent(), thing.context().equipmentClass());
  }
}
