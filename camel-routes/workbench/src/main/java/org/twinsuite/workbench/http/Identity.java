package org.twinsuite.workbench.http;

import io.vertx.core.json.JsonObject;

/**
 * Who sent a request, and how that is known.
 *
 * @param session {@code null} unless the request came with a session's cookie
 */
public record Identity(User user, Means means, Session session) {
  private static final String ATTRIBUTE = "twinsuite.identity";

  /** How a user is known. */
  public enum Means {
    /** No users are configured, and the port is bound to loopback. */
    LOCAL,
    TOKEN,
    PASSWORD,
    /** A token of the identity provider. */
    PROVIDER_TOKEN,
    SESSION;

    /** Whether browsers send it by themselves, also with requests that another site caused. */
    boolean sentByBrowser() {
      return this == LOCAL || this == PASSWORD || this == SESSION;
    }
  }

  io.vertx.ext.auth.User toVertx() {
    io.vertx.ext.auth.User vertx =
        io.vertx.ext.auth.User.create(new JsonObject().put("username", user.name()));
    vertx.attributes().getMap().put(ATTRIBUTE, this);
    return vertx;
  }

  /**
   * @param vertx may be {@code null}
   * @return {@code null} when nobody signed in
   */
  static Identity of(Object vertx) {
    return vertx instanceof io.vertx.ext.auth.User user
            && user.attributes().getMap().get(ATTRIBUTE) instanceof Identity identity
        ? identity
        : null;
  }
}
