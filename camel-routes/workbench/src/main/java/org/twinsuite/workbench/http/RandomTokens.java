package org.twinsuite.workbench.http;

import java.security.SecureRandom;
import java.util.Base64;

/** Tokens of 256 random bits, safe in URLs and cookies. */
public final class RandomTokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomTokens() {}

  public static String next() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
