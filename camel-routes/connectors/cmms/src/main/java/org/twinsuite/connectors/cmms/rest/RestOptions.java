package org.twinsuite.connectors.cmms.rest;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.twinsuite.connectors.config.Option;

/** What can be configured for a system described by a template. */
final class RestOptions {

  static final Option<URI> URL =
      Option.url("url", "address of the system, up to where the template's paths start");
  static final Option<String> TEMPLATE =
      Option.text(
          "template",
          "the system's description: classpath:NAME (see templates/ in the connectors jar) or a file",
          null);
  static final Option<String> USER = Option.text("user", "placeholder {user}", "");
  static final Option<String> PASSWORD = optionalSecret("password", "placeholder {password}");
  static final Option<String> API_KEY = optionalSecret("apiKey", "placeholder {apiKey}");
  static final Option<Integer> PAGE_SIZE =
      Option.number("pageSize", "orders per page when reading changes", 100, 1, 10_000);
  static final Option<Duration> OVERLAP =
      Option.duration(
          "overlap", "how far a commit may lag behind its change time", Duration.ofSeconds(30));
  static final Option<ZoneId> ZONE =
      Option.zone("time zone of the system's times, where they do not name one");
  static final Option<Duration> TIMEOUT =
      Option.duration("timeout", "longest wait for an answer", Duration.ofSeconds(20));
  static final Option<String> CODES =
      Option.text(
          "codes", "code tables: classpath:NAME or a file; keys codes.TABLE.FROM override", null);

  static final List<Option<?>> ALL =
      List.of(URL, TEMPLATE, USER, PASSWORD, API_KEY, PAGE_SIZE, OVERLAP, ZONE, TIMEOUT, CODES);

  private RestOptions() {}

  private static Option<String> optionalSecret(String name, String description) {
    return new Option<>(name, description, "", true, text -> text);
  }
}
