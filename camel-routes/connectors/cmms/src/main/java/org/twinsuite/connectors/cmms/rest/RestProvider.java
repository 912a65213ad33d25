package org.twinsuite.connectors.cmms.rest;

import java.util.List;
import org.twinsuite.connectors.cmms.CmmsDialect;
import org.twinsuite.connectors.cmms.WorkOrdersProvider;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;

/** Makes {@link RestDialect} available as {@code rest}. */
public final class RestProvider implements WorkOrdersProvider {

  @Override
  public String dialect() {
    return "rest";
  }

  @Override
  public List<Option<?>> options() {
    return RestOptions.ALL;
  }

  @Override
  public CmmsDialect open(String system, Settings settings) {
    return new RestDialect(system, settings, TemplateFile.read(settings));
  }
}
