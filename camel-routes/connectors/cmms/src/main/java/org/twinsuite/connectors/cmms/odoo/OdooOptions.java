package org.twinsuite.connectors.cmms.odoo;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.twinsuite.connectors.config.CodeTables;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.odoo.OdooConnection;

/** What can be configured for Odoo Maintenance. */
final class OdooOptions {

  static final Option<String> REFERENCE_FIELD =
      Option.text(
          "referenceField",
          "field of your own on maintenance.request for the reference, such as x_reference; empty puts it before the name",
          "");
  static final Option<String> EQUIPMENT_FIELD =
      Option.text(
          "equipmentField", "field of maintenance.equipment that holds assetnum", "serial_no");
  static final Option<Integer> PAGE_SIZE =
      Option.number("pageSize", "requests per page when reading changes", 100, 1, 10_000);
  static final Option<Duration> OVERLAP =
      Option.duration(
          "overlap", "how far a commit may lag behind its write_date", Duration.ofSeconds(30));
  static final Option<String> CODES = CodeTables.location("classpath:codes/odoo.properties");

  static final List<Option<?>> ALL =
      Stream.concat(
              OdooConnection.OPTIONS.stream(),
              Stream.of(REFERENCE_FIELD, EQUIPMENT_FIELD, PAGE_SIZE, OVERLAP, CODES))
          .toList();

  private OdooOptions() {}
}
