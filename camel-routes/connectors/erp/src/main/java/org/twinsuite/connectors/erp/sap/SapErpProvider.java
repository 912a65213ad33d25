package org.twinsuite.connectors.erp.sap;

import java.util.List;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.erp.ErpDialect;
import org.twinsuite.connectors.erp.ErpProvider;

/** Makes {@link SapErpDialect} available as {@code sap}. */
public final class SapErpProvider implements ErpProvider {

  @Override
  public String dialect() {
    return "sap";
  }

  @Override
  public List<Option<?>> options() {
    return SapErpOptions.ALL;
  }

  @Override
  public ErpDialect open(String system, Settings settings) {
    return new SapErpDialect(system, settings);
  }
}
