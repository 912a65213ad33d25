package org.twinsuite.connectors.erp;

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
import org.twinsuite.connectors.guard.Guard;
import org.twinsuite.connectors.http.ClearText;

/** Opens ERP systems by configuration. */
public final class ErpResolver {

  private static final Logger LOG = LoggerFactory.getLogger(ErpResolver.class);

  private final Map<String, ErpProvider> providers = new TreeMap<>();

  /** Knows every provider on the class path. */
  public ErpResolver() {
    ServiceLoader.load(ErpProvider.class)
        .forEach(provider -> providers.put(provider.dialect(), provider));
  }

  /**
   * Opens one system, guarded by look-up, retries and circuit breaker. The system is not called.
   *
   * @param configuration keys below {@code erp.SYSTEM.}; {@code dialect} selects the provider and
   *     defaults to the system's name
   * @throws IllegalArgumentException naming every wrong option and the fix
   */
  public Erp open(String system, Map<String, String> configuration) {
    Map<String, String> texts = new HashMap<>(configuration);
    String dialect = texts.getOrDefault("dialect", system);
    texts.remove("dialect");
    String prefix = "erp." + system + ".";
    ErpProvider provider = providers.get(dialect);
    if (provider == null) {
      throw new IllegalArgumentException(
          prefix + "dialect is '" + dialect + "'; known are " + providers.keySet());
    }
    List<Option<?>> options = new ArrayList<>(provider.options());
    options.addAll(Guard.OPTIONS);
    Settings settings = Settings.of(prefix, texts, options);
    ClearText.warning(texts.get("url"), prefix + "url").ifPresent(LOG::warn);
    return new GuardedErp(provider.open(system, settings), Guard.of(system, settings));
  }
}
