package org.twinsuite.connectors.cmms.sap;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.twinsuite.connectors.config.CodeTables;
import org.twinsuite.connectors.config.Option;

/** What can be configured for SAP S/4HANA plant maintenance. */
final class SapOptions {

  static final Option<URI> URL =
      Option.url("url", "address of the gateway without a path, such as https://s4.example.com");
  static final Option<String> USER = Option.text("user", "communication user", null);
  static final Option<String> PASSWORD = Option.secret("password", "its password");
  static final Option<String> CLIENT =
      Option.text("client", "sap-client; empty uses the system's own", "");
  static final Option<String> NOTIFICATION_TYPE =
      Option.text("notificationType", "type of new notifications", "M2");
  static final Option<String> ORDER_TYPE = Option.text("orderType", "type of new orders", "PM01");
  static final Option<String> CONTROL_KEY =
      Option.text("controlKey", "control key of the order's one operation", "PM01");
  static final Option<String> WORK_CENTER =
      Option.text("workCenter", "main work centre; empty leaves it to SAP", "");
  static final Option<String> LANGUAGE = Option.text("language", "language of long texts", "EN");
  static final Option<String> TEXT_ID =
      Option.text("textId", "text object type of the order's long text", "AUFK");
  static final Option<ZoneId> ZONE = Option.zone("time zone of the plant's dates and times");
  static final Option<Integer> PAGE_SIZE =
      Option.number("pageSize", "orders or equipment per page", 50, 1, 5_000);
  static final Option<Duration> OVERLAP =
      Option.duration(
          "overlap", "how far a commit may lag behind its change time", Duration.ofSeconds(10));
  static final Option<Duration> TIMEOUT =
      Option.duration("timeout", "longest wait for an answer", Duration.ofSeconds(30));
  static final Option<String> CODES = CodeTables.location("classpath:codes/sap.properties");

  static final List<Option<?>> ALL =
      List.of(
          URL,
          USER,
          PASSWORD,
          CLIENT,
          NOTIFICATION_TYPE,
          ORDER_TYPE,
          CONTROL_KEY,
          WORK_CENTER,
          LANGUAGE,
          TEXT_ID,
          ZONE,
          PAGE_SIZE,
          OVERLAP,
          TIMEOUT,
          CODES);

  private SapOptions() {}
}
