package org.twinsuite.rules.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Objects;

/**
 * An Ed25519 key pair that packs are signed with. Its text is a secret.
 *
 * @param key private key, never null
 * @param verification the public key that belongs to it, never null
 */
public record SigningKey(PrivateKey key, VerificationKey verification) {

  private static final String PEM = "PRIVATE KEY";

  public SigningKey {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(verification, "verification");
  }

  /** A new random key pair. */
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(VerificationKey.ALGORITHM).generateKeyPair();
      return new SigningKey(pair.getPrivate(), new VerificationKey(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
    }
  }

  /**
   * Reads what {@link #pem()} wrote: the private key (PKCS #8) and the public key, both PEM.
   *
   * @throws PackSignatureException if one of them is missing, is not Ed25519, or both do not belong
   *     together
   */
  public static SigningKey parse(String pem) {
    if (!pem.contains("BEGIN " + VerificationKey.PEM)) {
      throw new PackSignatureException(
          "the signing key file has no public key; append it: openssl pkey -in key.pem -pubout >>"
              + " key.pem");
    }
    VerificationKey verification = VerificationKey.parse(pem);
    PrivateKey key;
    try {
      byte[] der = Pem.decode(PEM, pem);
      if (der == null) {
        throw new PackSignatureException(
            "the signing key file has no 'BEGIN PRIVATE KEY'; make one with keygen");
      }
      key =
          KeyFactory.getInstance(VerificationKey.ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new PackSignatureException(
          "not a valid Ed25519 private key (PKCS #8, PEM, not encrypted); make one with keygen", e);
    }
    SigningKey pair = new SigningKey(key, verification);
    byte[] probe = {1};
    if (!verification.verifies(probe, pair.sign(probe))) {
      throw new PackSignatureException(
          "private and public key of the signing key file do not belong together");
    }
    return pair;
  }

  /** Private and public key as PEM, to be kept where only the signer can read it. */
  public String pem() {
    return Pem.encode(PEM, key.getEncoded())
        + Pem.encode(VerificationKey.PEM, verification.key().getEncoded());
  }

  byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance(VerificationKey.ALGORITHM);
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new PackSignatureException("the key cannot sign: " + e.getMessage(), e);
    }
  }

  /** Without the private key. */
  @Override
  public String toString() {
    return "SigningKey[" + verification.id() + "]";
  }
}
