package org.twinsuite.workbench.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A secret that is known by its hash alone: {@code sha256:HEX} for long random tokens, {@code
 * pbkdf2:ITERATIONS:SALT:HEX} (PBKDF2 with HMAC-SHA-256, RFC 8018) for passwords.
 */
final class SecretHash {
  private static final HexFormat HEX = HexFormat.of();
  private static final int ITERATIONS = 600_000;
  private static final int BITS = 256;
  private final byte[] salt;
  private final int iterations;
  private final byte[] hash;

  private SecretHash(byte[] salt, int iterations, byte[] hash) {
    this.salt = salt;
    this.iterations = iterations;
    this.hash = hash;
  }

  /**
   * @throws IllegalArgumentException telling the expected form, never the value
   */
  static SecretHash parse(String text) {
    String[] parts = text.split(":");
    try {
      if (parts[0].equals("sha256") && parts.length == 2) {
        return checked(new SecretHash(new byte[0], 0, HEX.parseHex(parts[1])));
      }
      if (parts[0].equals("pbkdf2") && parts.length == 4) {
        int iterations = Integer.parseInt(parts[1]);
        if (iterations >= 10_000 && iterations <= 10_000_000) {
          return checked(
              new SecretHash(HEX.parseHex(parts[2]), iterations, HEX.parseHex(parts[3])));
        }
      }
    } catch (IllegalArgumentException malformed) {
      // told below, without the value
    }
    throw new IllegalArgumentException(
        "a hash is sha256:<hex> or pbkdf2:<iterations, at least 10000>:<salt hex>:<hex>");
  }

  private static SecretHash checked(SecretHash hash) {
    if (hash.hash.length != BITS / 8) {
      throw new IllegalArgumentException("not 256 bits");
    }
    return hash;
  }

  /** Hash of a password under a new salt. */
  static String ofPassword(String password) {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    return "pbkdf2:%d:%s:%s"
        .formatted(
            ITERATIONS, HEX.formatHex(salt), HEX.formatHex(pbkdf2(password, salt, ITERATIONS)));
  }

  /** Hash of a random token. */
  static String ofToken(String token) {
    return "sha256:" + HEX.formatHex(sha256(token));
  }

  boolean isToken() {
    return iterations == 0;
  }

  /** Whether this is the hash of a token, which costs nothing to compare. */
  boolean isTokenHash(byte[] sha256) {
    return isToken() && MessageDigest.isEqual(hash, sha256);
  }

  /** What changes with salt, iterations and secret. */
  String fingerprint() {
    return HEX.formatHex(salt) + iterations + HEX.formatHex(hash);
  }

  /** Whether the password was hashed with fewer iterations than new ones are. */
  boolean isWeak() {
    return iterations > 0 && iterations < ITERATIONS;
  }

  /** Whether this is the secret; takes as long for a wrong one. */
  boolean matches(String secret) {
    return MessageDigest.isEqual(
        hash, isToken() ? sha256(secret) : pbkdf2(secret, salt, iterations));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] pbkdf2(String password, byte[] salt, int iterations) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, BITS))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2", e);
    }
  }
}
