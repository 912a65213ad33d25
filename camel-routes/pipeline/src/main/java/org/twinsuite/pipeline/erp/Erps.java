package org.twinsuite.pipeline.erp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.erp.Erp;
import org.twinsuite.connectors.erp.ErpResolver;
import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.twin.ErpPlace;

/** The configured ERP systems by name. */
public final class Erps implements AutoCloseable {
  private final Map<String, Erp> systems = new LinkedHashMap<>();

  /**
   * Opens every system of {@code twinsuite.erp.systems} without calling it.
   *
   * @throws ConfigException naming the option that is wrong
   */
  public Erps(AppConfig config) {
    ErpResolver resolver = new ErpResolver();
    for (String name : config.get(ActionOptions.ERP_SYSTEMS)) {
      try {
        systems.put(name, resolver.open(name, config.erp(name)));
      } catch (IllegalArgumentException wrong) {
        throw new ConfigException("twinsuite." + wrong.getMessage());
      }
    }
  }

  Erps(Map<String, Erp> systems) {
    this.systems.putAll(systems);
  }

  /**
   * The system a thing stands in.
   *
   * @param place {@code null} when the thing names none
   * @throws RejectedByTarget when the thing names no configured system
   */
  Erp of(ErpPlace place) {
    Erp system = place == null ? null : systems.get(place.system());
    if (system == null) {
      String named = place == null ? "missing" : "'" + place.system() + "'";
      throw RejectedByTarget.beforeSending(
          "erp",
          "attributes/erp/system",
          "attributes/erp/system is %s, configured are %s (twinsuite.erp.systems)"
              .formatted(named, systems.keySet()));
    }
    return system;
  }

  /** All systems by name. */
  public Map<String, Erp> all() {
    return systems;
  }

  @Override
  public void close() {
    systems.values().forEach(Erp::close);
  }
}
