package org.twinsuite.pipeline.config;

import java.util.List;

/** Options: the HTTP port and who may use it. */
public final class HttpOptions {
  public static final Option<Integer> HTTP_PORT =
      new Option<>(
          "twinsuite.http.port",
          "8090",
          Values.number(0, 65_535),
          "port of health, metrics and the planner's pages");

  public static final Option<String> HTTP_HOST =
      new Option<>(
          "twinsuite.http.host", "127.0.0.1", Values::text, "address the HTTP port is bound to");

  public static final Option<String> HTTP_TOKEN =
      new Option<>(
          "twinsuite.http.token",
          "",
          Values::text,
          "bearer token of a machine that may look at everything and decide nothing");

  public static final Option<List<String>> HTTP_USERS =
      new Option<>(
          "twinsuite.http.users",
          "",
          Values::list,
          "comma-separated name:role:hash of those who may use the planner's pages; role is viewer,"
              + " planner or admin, hash is sha256:<hex> of a random token or"
              + " pbkdf2:<iterations>:<salt>:<hex> of a password; without any user or token the port"
              + " must be bound to loopback and everybody is admin");

  public static final Option<String> HTTP_USERS_FILE =
      new Option<>(
          "twinsuite.http.users-file",
          "",
          Values::text,
          "file with further users, one name:role:hash a line");

  public static final Option<String> HTTP_PUBLIC_URL =
      new Option<>(
          "twinsuite.http.public-url",
          "",
          Values::optionalHttpUrl,
          "URL under which people reach the HTTP port, for links in orders; empty uses host and port");

  static final List<Option<?>> ALL =
      List.of(HTTP_PORT, HTTP_HOST, HTTP_TOKEN, HTTP_USERS, HTTP_USERS_FILE, HTTP_PUBLIC_URL);

  private HttpOptions() {}
}
