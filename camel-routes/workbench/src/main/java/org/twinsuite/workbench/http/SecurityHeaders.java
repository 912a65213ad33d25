package org.twinsuite.workbench.http;

import io.vertx.core.http.HttpServerResponse;

/** Headers of every answer; a route may replace one by its own. */
final class SecurityHeaders {
  static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
  static final String CACHE_CONTROL = "Cache-Control";

  /** Nothing but what this server itself sends, and no inline script. */
  static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
          + " 'none'";

  /** A picture or a report may carry its own style, and nothing else. */
  static final String PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private static final String ONE_YEAR = "max-age=31536000";

  private SecurityHeaders() {}

  /**
   * @param secure HSTS must not be sent over plain HTTP (RFC 6797, 7.2)
   */
  static void putInto(HttpServerResponse response, boolean secure) {
    response
        .putHeader(CACHE_CONTROL, "no-store")
        .putHeader(CONTENT_SECURITY_POLICY, PAGE_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (secure) {
      response.putHeader("Strict-Transport-Security", ONE_YEAR);
    }
  }
}
