package org.twinsuite.workbench.http;

import java.time.Instant;

/**
 * A browser that has signed in.
 *
 * @param csrfToken must come back with everything that changes something
 * @param idToken of the identity provider, as a hint when signing out; {@code null} otherwise
 */
public record Session(User user, Origin origin, String csrfToken, Instant since, String idToken) {
  /** Who vouched for the user. */
  public enum Origin {
    LINK,
    PASSWORD,
    PROVIDER
  }
}
