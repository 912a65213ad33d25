package org.twinsuite.connectors.odoo;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.twinsuite.connectors.config.Option;

/** How Odoo is reached, by whichever connector. */
public final class OdooConnection {

  static final Option<URI> URL = Option.url("url", "address of Odoo without a path");
  static final Option<String> API =
      new Option<>(
          "api",
          "json2 (Odoo 19 and later) or jsonrpc (before)",
          "json2",
          false,
          OdooConnection::api);
  static final Option<String> DATABASE =
      Option.text("database", "database; needed for jsonrpc and where one host has several", "");
  static final Option<String> USER = Option.text("user", "login; needed for jsonrpc only", "");
  static final Option<String> API_KEY =
      Option.secret(
          "apiKey", "API key of the suite's own user (Odoo keys last three months at most)");
  static final Option<Duration> TIMEOUT =
      Option.duration("timeout", "longest wait for an answer", Duration.ofSeconds(20));

  /** All of them. */
  public static final List<Option<?>> OPTIONS = List.of(URL, API, DATABASE, USER, API_KEY, TIMEOUT);

  private OdooConnection() {}

  private static String api(String text) {
    if (!text.equals("json2") && !text.equals("jsonrpc")) {
      throw new IllegalArgumentException("must be json2 or jsonrpc");
    }
    return text;
  }
}
