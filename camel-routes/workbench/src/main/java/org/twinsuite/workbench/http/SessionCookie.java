package org.twinsuite.workbench.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;

/** The cookie of a session: not for scripts, not for other sites, over TLS only if it came so. */
final class SessionCookie {
  private SessionCookie() {}

  /** The prefix makes browsers refuse one that another host or an insecure page has set. */
  static String name(boolean secure) {
    return secure ? "__Host-twinsuite" : "twinsuite";
  }

  static void set(RoutingContext context, String token) {
    context.response().addCookie(cookie(context, token));
  }

  static void clear(RoutingContext context) {
    context.response().addCookie(cookie(context, "").setMaxAge(0));
  }

  private static Cookie cookie(RoutingContext context, String token) {
    boolean secure = Connection.in(context).secure();
    return Cookie.cookie(name(secure), token)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.LAX);
  }
}
