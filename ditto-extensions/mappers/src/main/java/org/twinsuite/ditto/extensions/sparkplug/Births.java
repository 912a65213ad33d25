package org.twinsuite.ditto.extensions.sparkplug;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What a birth said about the metrics of one node or device. */
final class Births {

  /**
   * @param tag the point's name; {@code null} for metrics that are no points
   * @param unit the source's word for the unit; {@code null} if it tells none
   */
  record Definition(String tag, DataType type, String unit) {}

  private final Map<Long, Definition> byAlias = new HashMap<>();
  private final Map<String, Definition> byName = new HashMap<>();

  /** Takes a metric of a birth. */
  void add(Metric metric, Definition definition) {
    byName.put(metric.name, definition);
    if (metric.alias != Metric.NO_ALIAS) {
      byAlias.put(metric.alias, definition);
    }
  }

  /** The definition of a metric by its alias or name; {@code null} if no birth told of it. */
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
