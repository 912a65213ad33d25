package org.twinsuite.connectors.cmms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.http.ClearText;

/** Opens maintenance systems by configuration. */
public final class WorkOrdersResolver {

  private static final Logger LOG = LoggerFactory.getLogger(WorkOrdersResolver.class);

  private final Map<String, WorkOrdersProvider> providers = new TreeMap<>();

  /** Knows every provider on the class path. */
  public WorkOrdersResolver() {
    this(ServiceLoader.load(WorkOrdersProvider.class));
  }

  /** Knows exactly these providers. */
  public WorkOrdersResolver(Iterable<WorkOrdersProvider> known) {
    known.forEach(provider -> providers.put(provider.dialect(), provider));
  }

  /**
   * Opens one system, guarded by look-up, retries and circuit breaker. The system is not called.
   *
   * @param system name of the system, as things give it in {@code attributes/cmms/system}
   * @param configuration keys below {@code cmms.SYSTEM.}; {@code dialect} selects the provider and
   *     defaults to the system's name
   * @throws IllegalArgumentException naming every wrong option and the fix
   */
  public WorkOrders open(String system, Map<String, String> configuration) {
    Map<String, String> texts = new HashMap<>(configuration);
    String dialect = texts.getOrDefault("dialect", system);
    texts.remove("dialect");
    String prefix = "cmms." + system + ".";
    WorkOrdersProvider provider = providers.get(dialect);
    if (provider == null) {
      throw new IllegalArgumentException(
          prefix + "dialect is '" + dialect + "'; known are " + providers.keySet());
    }
    List<Option<?>> options = new ArrayList<>(provider.options());
    options.addAll(GuardedWorkOrders.OPTIONS);
    Settings settings = Settings.of(prefix, texts, options);
    ClearText.warning(texts.get("url"), prefix + "url").ifPresent(LOG::warn);
    return GuardedWorkOrders.of(provider.open(system, settings), settings);
  }

  /** The providers this resolver knows, by the name of their dialect. */
  public Map<String, WorkOrdersProvider> providers() {
    return Map.copyOf(providers);
  }
}
