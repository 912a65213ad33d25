package org.twinsuite.predictors.rul.training;

import java.util.Map;

/**
 * One unit run to failure: its last cycle is the one it failed at.
 *
 * @param unitId names the unit in errors
 * @param properties values per cycle by property name, all equally long; NaN = missing
 */
public record UnitHistory(String unitId, Map<String, double[]> properties) {

  public UnitHistory {
    if (properties.isEmpty()) {
      throw new IllegalArgumentException("unit " + unitId + " has no property");
    }
    int length = properties.values().iterator().next().length;
    properties.forEach(
        (name, values) -> {
          if (values.length != length || length == 0) {
            throw new IllegalArgumentException(
                "unit %s: property %s has %d cycles, the others %d; at least 1 and all the same"
                    .formatted(unitId, name, values.length, length));
          }
        });
    properties = Map.copyOf(properties);
  }

  /** Cycles lived. */
  public int cycles() {
    return properties.values().iterator().next().length;
  }

  /** Values of a property. */
  public double[] values(String property) {
    double[] values = properties.get(property);
    if (values == null) {
      throw new IllegalArgumentException("unit " + unitId + " has no property " + property);
    }
    return values;
  }
}
