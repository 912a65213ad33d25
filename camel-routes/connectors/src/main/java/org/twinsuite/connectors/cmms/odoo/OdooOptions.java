package org.twinsuite.connectors.cmms.odoo;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.twinsuite.connectors.config.CodeTables;
import org.twinsuite.connectors.config.Option;

/** What can be configured for Odoo Maintenance. */
final class OdooOptions {

  static final Option<URI> URL = Option.url("url", "address of Odoo without a path");
  static final Option<String> API =
      new Option<>(
          "api", "json2 (Odoo 19 and later) or jsonrpc (before)", "json2", false, OdooOptions::api);
  static final Option<String> DATABASE =
      Option.text("database", "database; needed for jsonrpc and where one host has several", "");
  static final Option<String> USER = Option.text("user", "login; needed for jsonrpc only", "");
  static final Option<String> API_KEY =
      Option.secret(
          "apiKey", "API key of the suite's own user (Odoo keys last three months at most)");
  static final Option<String> REFERENCE_FIELD =
      Option.text(
          "referenceField",
          "field of your own on maintenance.request for the reference, such as x_reference; empty puts it before the name",
          "");
  static final Option<String> EQUIPMENT_FIELD =
      Option.text(
          "equipmentField", "field of maintenance.equipment that holds assetnum", "serial_no");
  static final Option<Integer> PAGE_SIZE =
      Option.number("pageSize", "requests per page when reading changes", 100);
  static final Option<Duration> OVERLAP =
      Option.duration(
          "overlap", "how far a commit may lag behind its write_date", Duration.ofSeconds(30));
  static final Option<Duration> TIMEOUT =
      Option.duration("timeout", "longest wait for an answer", Duration.ofSeconds(20));
  static final Option<String> CODES = CodeTables.location("classpath:codes/odoo.properties");

  static final List<Option<?>> ALL =
      List.of(
          URL,
          API,
          DATABASE,
          USER,
          API_KEY,
          REFERENCE_FIELD,
          EQUIPMENT_FIELD,
          PAGE_SIZE,
          OVERLAP,
          TIMEOUT,
          CODES);

  private OdooOptions() {}

  private static String api(String text) {
    if (!text.equals("json2") && !text.equals("jsonrpc")) {
      throw new IllegalArgumentException("must be json2 or jsonrpc");
    }
    return text;
  }
}
