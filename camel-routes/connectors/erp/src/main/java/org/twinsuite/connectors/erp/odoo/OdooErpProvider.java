package org.twinsuite.connectors.erp.odoo;

import java.util.List;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.erp.ErpDialect;
import org.twinsuite.connectors.erp.ErpProvider;
import org.twinsuite.connectors.odoo.OdooConnection;
import org.twinsuite.connectors.odoo.OdooRpc;

/** Makes {@link OdooErpDialect} available as {@code odoo}. */
public final class OdooErpProvider implements ErpProvider {

  @Override
  public String dialect() {
    return "odoo";
  }

  @Override
  public List<Option<?>> options() {
    return OdooConnection.OPTIONS;
  }

  @Override
  public ErpDialect open(String system, Settings settings) {
    return new OdooErpDialect(system, OdooRpc.open(system, settings));
  }
}
