package org.twinsuite.connectors.cmms.sap;

import java.util.List;
import org.twinsuite.connectors.cmms.CmmsDialect;
import org.twinsuite.connectors.cmms.WorkOrdersProvider;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;

/** Makes {@link SapDialect} available as {@code sap}. */
public final class SapProvider implements WorkOrdersProvider {

  @Override
  public String dialect() {
    return "sap";
  }

  @Override
  public List<Option<?>> options() {
    return SapOptions.ALL;
  }

  @Override
  public CmmsDialect open(String system, Settings settings) {
    return new SapDialect(system, settings);
  }
}
