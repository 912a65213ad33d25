package org.twinsuite.pipeline.config;

import java.time.Duration;
import java.time.ZoneId;
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
      new Option<String>(
              "twinsuite.http.token",
              "",
              Values::secret,
              "bearer token of at least 16 characters that grants read-only access")
          .asSecret();

  public static final Option<List<String>> HTTP_USERS =
      new Option<List<String>>(
              "twinsuite.http.users",
              "",
              Values::list,
              "comma-separated name:role:hash of those who may use the planner's pages; role is viewer,"
                  + " planner or admin, hash is sha256:<hex> of a random token or"
                  + " pbkdf2:<iterations>:<salt>:<hex> of a password; without any user or token the port"
                  + " must be bound to loopback, everybody may look and nobody may change anything")
          .asSecret();

  public static final Option<String> HTTP_USERS_FILE =
      new Option<>(
          "twinsuite.http.users-file",
          "",
          Values::text,
          "file with further users, one name:role:hash a line; a change takes effect without a restart");

  public static final Option<String> HTTP_PUBLIC_URL =
      new Option<>(
          "twinsuite.http.public-url",
          "",
          Values::optionalHttpUrl,
          "URL under which people reach the HTTP port, for links in orders; empty uses host and port");

  public static final Option<List<String>> HTTP_HOSTS =
      new Option<>(
          "twinsuite.http.hosts",
          "",
          Values::list,
          "comma-separated further host names, without port, under which the HTTP port is addressed;"
              + " localhost, the address itself and the host of twinsuite.http.public-url always are");

  public static final Option<List<String>> HTTP_TRUSTED_PROXIES =
      new Option<>(
          "twinsuite.http.trusted-proxies",
          "",
          Values::list,
          "comma-separated addresses or networks of proxies whose X-Forwarded-For and"
              + " X-Forwarded-Proto are believed, e.g. 10.0.0.0/8");

  public static final Option<Duration> HTTP_SESSION_IDLE =
      new Option<>(
          "twinsuite.http.session-idle",
          "PT30M",
          Values::duration,
          "a browser that signed in is signed out after so long without a request");

  public static final Option<ZoneId> PLANT_ZONE =
      new Option<>(
          "twinsuite.plant.zone",
          "UTC",
          Values::zone,
          "time zone of the plant, e.g. Europe/Berlin; times on pages and in reasons are written in it");

  public static final Option<Boolean> CLEAR_TEXT_LOGINS =
      new Option<>(
          "twinsuite.clear-text.logins",
          "refuse",
          value -> Values.oneOf(value, "refuse", "allow").equals("allow"),
          "whether names and passwords may be sent over http:// to another machine: refuse or allow");

  static final List<Option<?>> ALL =
      List.of(
          HTTP_PORT,
          HTTP_HOST,
          HTTP_TOKEN,
          HTTP_USERS,
          HTTP_USERS_FILE,
          HTTP_PUBLIC_URL,
          PLANT_ZONE,
          HTTP_HOSTS,
          HTTP_TRUSTED_PROXIES,
          HTTP_SESSION_IDLE,
          CLEAR_TEXT_LOGINS);

  /** Whether the users of {@link #HTTP_USERS} and {@link #HTTP_USERS_FILE} may sign in. */
  public static boolean localUsers(AppConfig config) {
    String chosen = config.get(OidcOptions.LOCAL_USERS);
    return chosen.equals("on")
        || chosen.equals("auto") && config.get(OidcOptions.OIDC_ISSUER).isEmpty();
  }

  private HttpOptions() {}
}
