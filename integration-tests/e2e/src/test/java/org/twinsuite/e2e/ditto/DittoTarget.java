package org.twinsuite.e2e.ditto;

import java.util.Base64;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;

/**
 * The Ditto under contract: {@code -Dditto.url=http://host:8080 -Dditto.auth=pre:nginx:ditto}, or
 * by default one embedded Ditto for all contract tests.
 *
 * <p>{@code ditto.auth} and {@code ditto.auth.other} (a second subject without any rights) are
 * {@code pre:<subject>} or {@code basic:<user>:<password>}.
 */
final class DittoTarget implements BeforeAllCallback {

  private static volatile String embeddedUrl;

  private record Shared(EmbeddedDitto ditto) implements AutoCloseable {
    @Override
    public void close() {
      ditto.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (System.getProperty("ditto.url") == null) {
      Shared shared =
          context
              .getRoot()
              .getStore(ExtensionContext.Namespace.create(DittoTarget.class))
              .computeIfAbsent("ditto", key -> new Shared(EmbeddedDitto.start()), Shared.class);
      embeddedUrl = shared.ditto.url();
    }
  }

  static String url() {
    return System.getProperty("ditto.url", embeddedUrl);
  }

  static Credentials owner() {
    return Credentials.parse(System.getProperty("ditto.auth", "pre:nginx:ditto"));
  }

  /** Another subject, {@code null} when none was given for a Ditto with basic authentication. */
  static Credentials other() {
    String usual = owner().preAuthenticated() ? "pre:nginx:twinsuite-other" : null;
    String given = System.getProperty("ditto.auth.other", usual);
    return given == null ? null : Credentials.parse(given);
  }

  /** Who may write connections, {@code null} when it was not told of a real Ditto. */
  static Credentials devops() {
    String usual = System.getProperty("ditto.url") == null ? "basic:devops:foobar" : null;
    String given = System.getProperty("ditto.devops", usual);
    return given == null ? null : Credentials.parse(given);
  }

  /**
   * Who a request comes from.
   *
   * @param subject the authorization subject it has in Ditto.
   * @param header name of the HTTP header.
   * @param value value of the HTTP header.
   */
  record Credentials(String subject, String header, String value) {

    static Credentials parse(String text) {
      if (text.startsWith("pre:")) {
        String subject = text.substring(4);
        return new Credentials(subject, "x-ditto-pre-authenticated", subject);
      }
      if (text.startsWith("basic:")) {
        String login = text.substring(6);
        return new Credentials(
            "nginx:" + login.substring(0, login.indexOf(':')),
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(login.getBytes()));
      }
      throw new IllegalArgumentException(
          "ditto.auth must be pre:<subject> or basic:<user>:<password>");
    }

    boolean preAuthenticated() {
      return header.startsWith("x-ditto");
    }
  }
}
