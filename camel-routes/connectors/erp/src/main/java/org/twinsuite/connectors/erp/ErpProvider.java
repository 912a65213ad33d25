package org.twinsuite.connectors.erp;

import java.util.List;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;

/** Makes one ERP dialect available; found by {@link java.util.ServiceLoader}. */
public interface ErpProvider {

  /** The value of {@code dialect} in the configuration that selects this provider. */
  String dialect();

  /** All options of the dialect; anything else in the configuration is refused with its name. */
  List<Option<?>> options();

  /**
   * Opens the dialect without calling the system.
   *
   * @throws IllegalArgumentException naming the option and the fix
   */
  ErpDialect open(String system, Settings settings);
}
