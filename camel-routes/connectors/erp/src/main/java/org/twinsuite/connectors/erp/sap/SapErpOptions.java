package org.twinsuite.connectors.erp.sap;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.odata.ODataService;

/** What can be configured for the ERP side of SAP S/4HANA. */
final class SapErpOptions {

  static final Option<URI> URL = Option.url("url", "address of the gateway without a path");
  static final Option<String> USER = Option.text("user", "communication user", null);
  static final Option<String> PASSWORD = Option.secret("password", "its password");
  static final Option<String> CLIENT =
      Option.text("client", "sap-client; empty uses the system's own", "");
  static final Option<String> STOCK_TYPE =
      Option.text("stockType", "inventory stock type that counts", "01");
  static final Option<ZoneId> ZONE = Option.zone("time zone of the plant's dates");
  static final Option<String> COST_CENTER =
      Option.text(
          "costCenter",
          "charged for parts that are reserved without a maintenance order (movement 201)",
          "");
  static final Option<String> REQUISITION_TYPE =
      Option.text("requisitionType", "document type of purchase requisitions", "NB");
  static final Option<String> REQUISITIONER =
      Option.text("requisitioner", "name on requisitions, at most 12 characters", "TWINSUITE");
  static final Option<Duration> TIMEOUT =
      Option.duration("timeout", "longest wait for an answer", Duration.ofSeconds(30));

  static final List<Option<?>> ALL =
      List.of(
          URL,
          USER,
          PASSWORD,
          CLIENT,
          STOCK_TYPE,
          ZONE,
          COST_CENTER,
          REQUISITION_TYPE,
          REQUISITIONER,
          TIMEOUT);

  private SapErpOptions() {}

  static ODataService service(String system, Settings settings, String name) {
    return new ODataService(
        system,
        settings.get(URL) + "/sap/opu/odata/sap/" + name,
        settings.get(USER),
        settings.get(PASSWORD),
        settings.get(CLIENT),
        settings.get(TIMEOUT));
  }
}
