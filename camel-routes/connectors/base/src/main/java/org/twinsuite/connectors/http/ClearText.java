package org.twinsuite.connectors.http;

import java.net.URI;
import java.util.Optional;

/** Whether a key or password travels where others can read it. */
public final class ClearText {

  private ClearText() {}

  /**
   * @param url address of the system; null if it has none
   * @param option full name of the option that holds it
   * @return what to warn of and how to mend it; empty if there is nothing
   */
  public static Optional<String> warning(String url, String option) {
    if (url == null) {
      return Optional.empty();
    }
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return "http".equalsIgnoreCase(uri.getScheme()) && !isLoopback(uri.getHost())
        ? Optional.of(
            option + " is http://: keys, passwords and orders are sent in clear text, use https://")
        : Optional.empty();
  }

  private static boolean isLoopback(String host) {
    return host != null
        && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
  }
}
