package org.twinsuite.connectors.cmms.odoo;

import java.util.List;
import org.twinsuite.connectors.cmms.CmmsDialect;
import org.twinsuite.connectors.cmms.WorkOrdersProvider;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.odoo.OdooRpc;

/** Makes {@link OdooDialect} available as {@code odoo}. */
public final class OdooProvider implements WorkOrdersProvider {

  @Override
  public String dialect() {
    return "odoo";
  }

  @Override
  public List<Option<?>> options() {
    return OdooOptions.ALL;
  }

  @Override
  public CmmsDialect open(String system, Settings settings) {
    return new OdooDialect(system, settings, OdooRpc.open(system, settings));
  }
}
