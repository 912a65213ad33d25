package org.twinsuite.connectors.cmms.maximo;

import java.util.List;
import org.twinsuite.connectors.cmms.CmmsDialect;
import org.twinsuite.connectors.cmms.WorkOrdersProvider;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;

/** Makes {@link MaximoDialect} available as {@code maximo}. */
public final class MaximoProvider implements WorkOrdersProvider {

  @Override
  public String dialect() {
    return "maximo";
  }

  @Override
  public List<Option<?>> options() {
    return MaximoOptions.ALL;
  }

  @Override
  public CmmsDialect open(String system, Settings settings) {
    return new MaximoDialect(system, settings);
  }
}
