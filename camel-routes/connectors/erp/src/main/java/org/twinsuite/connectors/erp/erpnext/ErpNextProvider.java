package org.twinsuite.connectors.erp.erpnext;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.erp.ErpDialect;
import org.twinsuite.connectors.erp.ErpProvider;

/** Makes {@link ErpNextDialect} available as {@code erpnext}. */
public final class ErpNextProvider implements ErpProvider {

  static final Option<URI> URL = Option.url("url", "address of ERPNext without a path");
  static final Option<String> API_KEY =
      Option.secret("apiKey", "key and secret of the suite's own user, key:secret");
  static final Option<String> COMPANY =
      Option.text("company", "company of material requests", null);
  static final Option<String> REFERENCE_FIELD =
      Option.text(
          "referenceField",
          "field of your own on Material Request for the reference",
          "custom_reference");
  static final Option<ZoneId> ZONE = Option.zone("time zone of the site");
  static final Option<Duration> TIMEOUT =
      Option.duration("timeout", "longest wait for an answer", Duration.ofSeconds(20));

  @Override
  public String dialect() {
    return "erpnext";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(URL, API_KEY, COMPANY, REFERENCE_FIELD, ZONE, TIMEOUT);
  }

  @Override
  public ErpDialect open(String system, Settings settings) {
    return new ErpNextDialect(system, settings);
  }
}
