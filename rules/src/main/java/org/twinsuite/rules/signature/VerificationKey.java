package org.twinsuite.rules.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An Ed25519 public key that signatures are checked with.
 *
 * @param key never null
 */
public record VerificationKey(PublicKey key) {

  static final String ALGORITHM = "Ed25519";
  static final String PEM = "PUBLIC KEY";
  private static final int ID_BYTES = 8;

  public VerificationKey {
    Objects.requireNonNull(key, "key");
  }

  /**
   * Reads a public key: PEM ({@code BEGIN PUBLIC KEY}), or its base64 on one line.
   *
   * @throws PackSignatureException if the text is not an Ed25519 public key
   */
  public static VerificationKey parse(String text) {
    try {
      byte[] der = Pem.decode(PEM, text);
      if (der == null) {
        der = Base64.getDecoder().decode(text.strip());
      }
      return new VerificationKey(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der)));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new PackSignatureException(
          "not a valid Ed25519 public key; use the line that keygen printed, or the PEM text of"
              + " 'openssl pkey -pubout'",
          e);
    }
  }

  /** Base64 of the key on one line, as configuration takes it. */
  public String text() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** First 16 hex digits of the SHA-256 of the key: its name in messages and in the audit log. */
  public String id() {
    return HexFormat.of().formatHex(sha256(key.getEncoded()), 0, ID_BYTES);
  }

  boolean verifies(byte[] content, byte[] signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(content);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
