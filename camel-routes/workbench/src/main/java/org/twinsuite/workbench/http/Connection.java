package org.twinsuite.workbench.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Where a request came from.
 *
 * @param client address of the sender, behind the trusted proxies
 * @param secure whether the sender used TLS
 */
record Connection(String client, boolean secure) {
  private static final String KEY = "twinsuite.connection";

  static Connection of(HttpServerRequest request, TrustedProxies proxies) {
    String peer =
        request.remoteAddress() == null || request.remoteAddress().hostAddress() == null
            ? "unknown"
            : request.remoteAddress().hostAddress();
    String forwarded = String.join(",", request.headers().getAll("X-Forwarded-For"));
    boolean secure =
        request.isSSL()
            || proxies.contains(peer)
                && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    return new Connection(proxies.client(peer, forwarded), secure);
  }

  void rememberIn(RoutingContext context) {
    context.put(KEY, this);
  }

  static Connection in(RoutingContext context) {
    return context.get(KEY);
  }
}
