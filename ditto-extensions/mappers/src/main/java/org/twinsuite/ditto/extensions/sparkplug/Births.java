package org.twinsuite.ditto.extensions.sparkplug;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.twinsuite.ditto.extensions.sample.SourceUnit;

/** The metrics in the birth of one node or device. */
final class Births {

  /**
   * @param tag the point's name; {@code null} for metrics that are not points
   * @param unit what the source says about the unit; {@code null} if it says nothing
   */
  record Definition(String tag, DataType type, SourceUnit unit) {}

  /** No birth. */
  static final Births NONE = new Births();

  static final int MAX_METRICS = 20_000;
  private static final int MAX_NAME = 512;
  private static final int METRIC = 200;

  private long bytes;
  private final Map<Long, Definition> byAlias = new HashMap<>();
  private final Map<String, Definition> byName = new HashMap<>();

  /**
   * Takes a metric of a birth.
   *
   * @return whether it can be remembered
   */
  boolean add(Metric metric, Definition definition) {
    if (byName.size() >= MAX_METRICS || metric.name.length() > MAX_NAME) {
      return false;
    }
    bytes += METRIC + 2L * metric.name.length();
    byName.put(metric.name, definition);
    if (metric.alias != Metric.NO_ALIAS) {
      byAlias.put(metric.alias, definition);
    }
    return true;
  }

  /** Roughly what it takes in memory. */
  long bytes() {
    return bytes;
  }

  /** The definition of a metric by its alias or name; {@code null} if it is not in the birth. */
  Definition of(Metric metric) {
    return metric.name == null || metric.name.isEmpty()
        ? byAlias.get(metric.alias)
        : byName.get(metric.name);
  }

  /** Names of all points. */
  Collection<String> tags() {
    return byName.values().stream().map(Definition::tag).filter(Objects::nonNull).sorted().toList();
  }
}
