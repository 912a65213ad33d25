package org.twinsuite.pipeline.order;

import java.util.LinkedHashMap;
import java.util.Map;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.connectors.cmms.WorkOrdersResolver;
import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;

/** The configured maintenance systems by name. */
public final class Cmms implements AutoCloseable {
  private final Map<String, WorkOrders> systems = new LinkedHashMap<>();

  /**
   * Opens every system of {@code twinsuite.cmms.systems} without calling it.
   *
   * @throws ConfigException naming the option that is wrong
   */
  public Cmms(AppConfig config) {
    WorkOrdersResolver resolver = new WorkOrdersResolver();
    for (String name : config.get(ActionOptions.CMMS_SYSTEMS)) {
      try {
        systems.put(name, resolver.open(name, config.cmms(name)));
      } catch (IllegalArgumentException wrong) {
        throw new ConfigException("twinsuite." + wrong.getMessage());
      }
    }
  }

  Cmms(Map<String, WorkOrders> systems) {
    this.systems.putAll(systems);
  }

  /**
   * The system of a thing.
   *
   * @param attributes {@code attributes/cmms} of the thing
   * @throws RejectedByTarget when the thing names no configured system
   */
  WorkOrders of(Map<String, String> attributes) {
    String name = attributes.get("system");
    WorkOrders system = name == null ? null : systems.get(name);
    if (system == null) {
      throw RejectedByTarget.beforeSending(
          String.valueOf(name),
          "attributes/cmms/system",
          "attributes/cmms/system is '"
              + name
              + "', configured are "
              + systems.keySet()
              + " (twinsuite.cmms.systems)");
    }
    return system;
  }

  /** All systems by name. */
  public Map<String, WorkOrders> all() {
    return systems;
  }

  @Override
  public void close() {
    systems.values().forEach(WorkOrders::close);
  }
}
