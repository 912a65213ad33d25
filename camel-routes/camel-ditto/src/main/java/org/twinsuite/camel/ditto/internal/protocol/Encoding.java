package org.twinsuite.camel.ditto.internal.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent encoding (RFC 3986). */
public final class Encoding {

  private Encoding() {}

  /** For a value in a query. */
  public static String query(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** For one segment of a path; the colon of a thing id stays. */
  public static String path(String segment) {
    return query(segment).replace("%3A", ":");
  }
}
