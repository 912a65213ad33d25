package org.twinsuite.ditto.extensions.sparkplug;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a birth said about the metrics of one node or device. */
final class Births {

  /**
   * @param tag feature id; {@code null} for metrics that are no points
   * @param unit the source's word for the unit; {@code null} if it tells none
   */
  record Definition(String tag, DataType type, String unit) {}

  private final Map<Long, Definition> byAlias = new HashMap<>();
  private final Map<String, Definition> byName = new HashMap<>();
  private final Map<String, String> nameOfTag = new HashMap<>();

  /**
   * Takes a metric of a birth.
   *
   * @return the name that already has this feature id; {@code null} if none has
   */
  String add(Metric metric, Definition definition) {
    String other =
        definition.tag() == null ? null : nameOfTag.putIfAbsent(definition.tag(), metric.name);
    if (other != null && !other.equals(metric.name)) {
      return other;
    }
    byName.put(metric.name, definition);
    if (metric.alias != Metric.NO_ALIAS) {
      byAlias.put(metric.alias, definition);
    }
    return null;
  }

  /** The definition of a metric by its alias or name; {@code null} if no birth told of it. */
  Definition of(Metric metric) {
    return metric.name == null || metric.name.isEmpty()
        ? byAlias.get(metric.alias)
        : byName.get(metric.name);
  }

  /** Feature ids of all points. */
  Collection<String> tags() {
    List<String> tags = new ArrayList<>(nameOfTag.keySet());
    tags.sort(null);
    return tags;
  }
}
