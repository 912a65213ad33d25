package org.twinsuite.camel.ditto.internal.http;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.twinsuite.camel.ditto.DittoConfiguration;

/** Who we are towards Ditto. */
public interface Authentication {

  /**
   * One HTTP header.
   *
   * @param lifetimeMillis how long it stays valid; {@link Long#MAX_VALUE} for ever
   */
  record Credential(String header, String value, long lifetimeMillis) {

    @Override
    public String toString() {
      return header + ": ***";
    }
  }

  /** The header to send now; completes exceptionally when no token can be had. */
  CompletableFuture<Credential> credential();

  /**
   * Reads the options {@code auth}, {@code username}, {@code password} and {@code oauth2*}; errors
   * name the option, never its value.
   */
  static Authentication of(DittoConfiguration options, HttpClient client) {
    String auth = options.getAuth();
    if (auth == null || auth.isBlank()) {
      throw new IllegalArgumentException("auth is missing: use pre:SUBJECT, basic or oauth2");
    }
    String[] parts = auth.split(":", 2);
    String rest = parts.length == 2 ? parts[1] : "";
    return switch (parts[0]) {
      case "pre" -> fixed("x-ditto-pre-authenticated", required(rest, "auth=pre:SUBJECT"));
      case "basic" -> {
        String login =
            options.getUsername() == null
                ? rest
                : options.getUsername() + ':' + required(options.getPassword(), "password");
        if (login.indexOf(':') < 1) {
          throw new IllegalArgumentException(
              "auth=basic needs the options username and password, or basic:USER:PASSWORD");
        }
        byte[] pair = login.getBytes(StandardCharsets.UTF_8);
        yield fixed("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
      }
      case "oauth2" ->
          new ClientCredentials(
              client,
              required(options.getOauth2TokenEndpoint(), "oauth2TokenEndpoint"),
              required(options.getOauth2ClientId(), "oauth2ClientId"),
              required(options.getOauth2ClientSecret(), "oauth2ClientSecret"),
              options.getOauth2Scope(),
              Duration.ofMillis(options.getRequestTimeout()));
      default ->
          throw new IllegalArgumentException(
              "auth begins with none of pre:, basic and oauth2; check its spelling");
    };
  }

  private static Authentication fixed(String header, String value) {
    CompletableFuture<Credential> credential =
        CompletableFuture.completedFuture(new Credential(header, value, Long.MAX_VALUE));
    return () -> credential;
  }

  private static String required(String value, String option) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(option + " is missing");
    }
    return value;
  }
}
