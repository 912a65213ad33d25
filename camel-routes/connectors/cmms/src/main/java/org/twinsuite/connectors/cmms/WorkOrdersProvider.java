package org.twinsuite.connectors.cmms;

import java.util.List;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;

/**
 * Makes one dialect available. Found by {@link java.util.ServiceLoader}; a jar with a provider on
 * the class path adds a system.
 */
public interface WorkOrdersProvider {

  /**
   * The value of {@code dialect} in the configuration that selects this provider, such as {@code
   * maximo}.
   */
  String dialect();

  /** All options of the dialect; anything else in the configuration is refused with its name. */
  List<Option<?>> options();

  /**
   * Opens the dialect without calling the system.
   *
   * @param system the configured name of the system
   * @throws IllegalArgumentException naming the option and the fix
   */
  CmmsDialect open(String system, Settings settings);
}
