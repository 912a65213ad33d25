package org.twinsuite.workbench.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What an {@code Authorization} header carries. */
sealed interface Credentials {
  /** There is no header. */
  record None() implements Credentials {}

  /** RFC 6750. */
  record Bearer(String token) implements Credentials {}

  /** RFC 7617. */
  record Basic(String name, String secret) implements Credentials {}

  /** Anything else. */
  record Unreadable() implements Credentials {}

  /**
   * @param header {@code null} when it is missing
   */
  static Credentials of(String header) {
    if (header == null || header.isBlank()) {
      return new None();
    }
    String[] parts = header.trim().split("\\s+", 2);
    if (parts.length == 1 && parts[0].equalsIgnoreCase("Bearer")) {
      return new None();
    }
    if (parts.length == 2 && parts[0].equalsIgnoreCase("Bearer")) {
      return new Bearer(parts[1].trim());
    }
    if (parts.length == 2 && parts[0].equalsIgnoreCase("Basic")) {
      try {
        String decoded =
            new String(Base64.getDecoder().decode(parts[1].trim()), StandardCharsets.UTF_8);
        int colon = decoded.indexOf(':');
        if (colon >= 0) {
          return new Basic(decoded.substring(0, colon), decoded.substring(colon + 1));
        }
      } catch (IllegalArgumentException malformed) {
        return new Unreadable();
      }
    }
    return new Unreadable();
  }
}
