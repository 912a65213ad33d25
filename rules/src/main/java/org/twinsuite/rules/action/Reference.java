package org.twinsuite.rules.action;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The deterministic reference of an episode's order: {@code TS} and 16 characters of RFC 4648
 * base32 (80 bits of SHA-256), so it fits Maximo's EXTERNALREFID and SAP's 20 character fields.
 */
public final class Reference {

  private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();

  private Reference() {}

  /** All arguments but the number must not be null. */
  public static String of(String thingId, String ruleId, String failureMode, int episode) {
    // a control character cannot be part of an id, so no two inputs share one text
    byte[] hash = sha256(String.join("\u001f", thingId, ruleId, failureMode, "" + episode));
    StringBuilder text = new StringBuilder(18).append("TS");
    for (int bit = 0; bit < 80; bit += 5) {
      int at = bit >> 3;
      int pair = (hash[at] & 0xff) << 8 | (hash[at + 1] & 0xff);
      text.append(BASE32[pair >> (11 - (bit & 7)) & 31]);
    }
    return text.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
