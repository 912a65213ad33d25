package org.twinsuite.connectors.cmms.maximo;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.twinsuite.connectors.config.CodeTables;
import org.twinsuite.connectors.config.Option;

/** What can be configured for a Maximo system. */
final class MaximoOptions {

  static final Option<URI> URL =
      Option.url(
          "url", "address up to and including /maximo, such as https://eam.example.com/maximo");
  static final Option<String> API_KEY =
      Option.secret("apiKey", "API key of the suite's own Maximo user");
  static final Option<String> OBJECT_STRUCTURE =
      Option.text("objectStructure", "object structure for work orders", "mxapiwodetail");
  static final Option<String> WORK_TYPE = Option.text("workType", "worktype of new orders", "CM");
  static final Option<String> REPORTED_BY =
      Option.text("reportedBy", "reportedby of new orders; empty leaves it to Maximo", "");
  static final Option<String> STATUS_BY =
      new Option<>(
          "statusBy",
          "action (wsmethod:changeStatus) or patch, for sites whose action fails",
          "action",
          false,
          MaximoOptions::statusBy);
  static final Option<String> DOCUMENT_FOLDER =
      Option.text("documentFolder", "document folder (doctype) of attached files", "Attachments");
  static final Option<Integer> PAGE_SIZE =
      Option.number("pageSize", "orders per page when reading changes", 100, 1, 10_000);
  static final Option<Duration> OVERLAP =
      Option.duration(
          "overlap", "how far a commit may lag behind its changedate", Duration.ofSeconds(10));
  static final Option<ZoneId> ZONE =
      Option.zone("time zone of the server, for times that come without an offset");
  static final Option<Duration> TIMEOUT =
      Option.duration("timeout", "longest wait for an answer", Duration.ofSeconds(20));
  static final Option<String> CODES = CodeTables.location("classpath:codes/maximo.properties");

  static final List<Option<?>> ALL =
      List.of(
          URL,
          API_KEY,
          OBJECT_STRUCTURE,
          WORK_TYPE,
          REPORTED_BY,
          STATUS_BY,
          DOCUMENT_FOLDER,
          PAGE_SIZE,
          OVERLAP,
          ZONE,
          TIMEOUT,
          CODES);

  private MaximoOptions() {}

  private static String statusBy(String text) {
    if (!text.equals("action") && !text.equals("patch")) {
      throw new IllegalArgumentException("must be action or patch");
    }
    return text;
  }
}
