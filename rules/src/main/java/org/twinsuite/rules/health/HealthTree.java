package org.twinsuite.rules.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rolls health up from part to asset, system and process along {@code attributes/parent}: a thing
 * is as bad as the worst thing below it. One tree serves all partitions of a process; it may be
 * called from any thread.
 *
 * <p>A parent that would close a circle is left out of the tree and told by {@link #takeProblems()}
 * until the circle is opened, so nothing ever runs in a circle.
 */
public final class HealthTree {

  private static final class Node {
    private final String id;
    private final Set<String> children = new TreeSet<>();
    private String wanted;
    private String parent;
    private Level own = Level.GOOD;
    private Health told;
    private boolean known;

    /** Things of each level, itself and all below it. */
    private final int[] count = new int[Level.values().length];

    private Node(String id) {
      this.id = id;
      count[Level.GOOD.ordinal()] = 1;
    }
  }

  private final Map<String, Node> nodes = new HashMap<>();
  private final Set<String> cut = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();
  private long version;

  /**
   * Where a thing belongs.
   *
   * @param parent null at the top
   * @return health that changed by it
   */
  public synchronized List<Health> parent(String thingId, String parent, Instant at) {
    Node node = node(thingId);
    node.known = true;
    if (Objects.equals(node.wanted, parent)) {
      return List.of();
    }
    node.wanted = parent;
    Set<String> touched = new LinkedHashSet<>();
    String before = node.parent;
    unlink(node);
    cut.remove(thingId);
    if (before != null) {
      touched.add(before);
    }
    link(node, touched);
    linkCut(touched);
    return tell(touched, at);
  }

  private void linkCut(Set<String> touched) {
    for (String id : List.copyOf(cut)) {
      Node again = nodes.get(id);
      if (again != null && circle(again).isEmpty()) {
        cut.remove(id);
        link(again, touched);
      }
    }
  }

  private void link(Node node, Set<String> touched) {
    if (node.wanted == null) {
      return;
    }
    List<String> circle = circle(node);
    if (!circle.isEmpty()) {
      cut.add(node.id);
      problems.add(
          "attributes/parent goes in a circle: "
              + String.join(" -> ", circle)
              + "; health of "
              + node.id
              + " is not counted in "
              + node.wanted
              + " until attributes/parent of one of them is corrected");
      return;
    }
    node.parent = node.wanted;
    Node up = node(node.parent);
    up.children.add(node.id);
    count(up, node.count, 1);
    touched.add(node.parent);
  }

  private void count(Node from, int[] by, int sign) {
    for (Node n = from; n != null; n = up(n)) {
      for (int level = 0; level < by.length; level++) {
        n.count[level] += sign * by[level];
      }
    }
  }

  private Node up(Node node) {
    return node.parent == null ? null : nodes.get(node.parent);
  }

  /** The way from the thing back to itself if it were linked; empty if there is none. */
  private List<String> circle(Node node) {
    List<String> way = new ArrayList<>();
    way.add(node.id);
    String next = node.wanted;
    while (next != null) {
      way.add(next);
      if (next.equals(node.id)) {
        return way;
      }
      Node up = nodes.get(next);
      next = up == null ? null : up.parent;
    }
    return List.of();
  }

  private void unlink(Node node) {
    if (node.parent != null) {
      Node up = nodes.get(node.parent);
      up.children.remove(node.id);
      count(up, node.count, -1);
      node.parent = null;
    }
  }

  /** A thing that was only ever named as a parent, and is no more. */
  private void drop(String id) {
    Node node = nodes.get(id);
    if (node != null && !node.known && node.children.isEmpty() && node.own == Level.GOOD) {
      unlink(node);
      nodes.remove(id);
    }
  }

  /**
   * How well a thing is by itself.
   *
   * @return health that changed by it, the thing first and then what it is part of
   */
  public synchronized List<Health> own(String thingId, Level level, Instant at) {
    Node node = nodes.get(thingId);
    if (node == null && level == Level.GOOD || node != null && node.own == level) {
      return List.of();
    }
    own(node(thingId), level);
    return tell(Set.of(thingId), at);
  }

  private void own(Node node, Level level) {
    int[] change = new int[node.count.length];
    change[node.own.ordinal()]--;
    change[level.ordinal()]++;
    node.own = level;
    count(node, change, 1);
  }

  /**
   * The thing was deleted; its parts still name it as their parent.
   *
   * @return health that changed by it
   */
  public synchronized List<Health> forget(String thingId, Instant at) {
    Node node = nodes.get(thingId);
    if (node == null) {
      return List.of();
    }
    Set<String> touched = new LinkedHashSet<>();
    if (node.parent != null) {
      touched.add(node.parent);
    }
    unlink(node);
    cut.remove(thingId);
    node.wanted = null;
    node.known = false;
    own(node, Level.GOOD);
    node.told = null;
    drop(thingId);
    return tell(touched, at);
  }

  /** Health of a thing now. */
  public synchronized Health of(String thingId) {
    Node node = nodes.get(thingId);
    return node == null
        ? new Health(thingId, Level.GOOD, Level.GOOD, null, 0, 0, Instant.EPOCH, 0)
        : judge(node, Instant.EPOCH);
  }

  /** Circles found since the last call, each with the things in it and the way out. */
  public synchronized List<String> takeProblems() {
    List<String> taken = List.copyOf(problems);
    problems.clear();
    return taken;
  }

  /** Things whose parent is left out because it would close a circle. */
  public synchronized Collection<String> cutThings() {
    return List.copyOf(cut);
  }

  private Node node(String id) {
    return nodes.computeIfAbsent(id, Node::new);
  }

  /** The health of these things and of all above them, as far as it changed. */
  private List<Health> tell(Set<String> touched, Instant at) {
    Set<String> affected = new LinkedHashSet<>();
    for (String id : touched) {
      for (Node n = nodes.get(id); n != null; n = up(n)) {
        affected.add(n.id);
      }
    }
    List<Health> changed = new ArrayList<>();
    for (String id : affected) {
      Node node = nodes.get(id);
      Health now = judge(node, at);
      if (differs(node.told, now)) {
        version++;
        node.told = judge(node, at);
        changed.add(node.told);
      }
    }
    touched.forEach(this::drop);
    return changed;
  }

  private static boolean differs(Health before, Health now) {
    if (before == null) {
      return now.level() != Level.GOOD;
    }
    return before.level() != now.level()
        || before.own() != now.own()
        || before.affected() != now.affected()
        || !Objects.equals(before.cause(), now.cause());
  }

  private Health judge(Node node, Instant at) {
    Level level = worst(node);
    int all = 0;
    for (int things : node.count) {
      all += things;
    }
    int bad = all - node.count[Level.GOOD.ordinal()];
    return new Health(
        node.id,
        level,
        node.own,
        level == Level.GOOD ? null : cause(node, level),
        all - 1,
        node.own == Level.GOOD ? bad : bad - 1,
        at,
        version);
  }

  private static Level worst(Node node) {
    for (int level = node.count.length - 1; level > 0; level--) {
      if (node.count[level] > 0) {
        return Level.values()[level];
      }
    }
    return Level.GOOD;
  }

  /** The first thing by id, from the top down, that has this level by itself. */
  private String cause(Node node, Level level) {
    Node at = node;
    while (at.own != level) {
      Node next = null;
      for (String child : at.children) {
        Node below = nodes.get(child);
        if (below.count[level.ordinal()] > 0) {
          next = below;
          break;
        }
      }
      if (next == null) {
        throw new IllegalStateException("the sums of " + at.id + " and its parts differ");
      }
      at = next;
    }
    return at.id;
  }
}
