package org.twinsuite.rules.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.twinsuite.rules.signature.PackSignatureException;
import org.twinsuite.rules.signature.SignedManifest;
import org.twinsuite.rules.signature.SigningKey;
import org.twinsuite.rules.signature.TrustedKeys;
import org.twinsuite.rules.signature.VerificationKey;

/**
 * Signs the folder of a rule pack and checks it. The signature lies in the folder as {@value #FILE}
 * and covers every rule and table file: none may be changed, added or removed after it.
 */
public final class PackSignature {

  /** File in the folder of the pack. */
  public static final String FILE = "pack.sig";

  private PackSignature() {}

  /** A new key pair; keep {@link SigningKey#pem()} secret, pin {@link VerificationKey#text()}. */
  public static SigningKey keygen() {
    return SigningKey.generate();
  }

  /**
   * Signs all files of the pack that is in the folder; a former signature is replaced.
   *
   * @return hash of the pack that was signed
   * @throws RulePackException if the pack cannot be used; only what runs is signed
   * @throws IOException if the folder cannot be read or written
   */
  public static String sign(Path folder, SigningKey key) throws IOException {
    PackFiles files = PackFiles.of(folder);
    RulePack pack = files.compile(TrustedKeys.none());
    String text = SignedManifest.sign(files.contents(), key);
    Path draft = Files.createTempFile(folder, FILE, ".tmp");
    try {
      Files.writeString(draft, text);
      Files.move(draft, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    return pack.hash();
  }

  /**
   * Checks the signature of the pack in the folder.
   *
   * @return the key it was signed with
   * @throws PackSignatureException saying what differs; also if there is no signature
   * @throws IOException if the folder cannot be read
   */
  public static VerificationKey verify(Path folder, TrustedKeys trusted) throws IOException {
    return verify(PackFiles.of(folder), trusted);
  }

  /**
   * Checks files as they were read.
   *
   * @return who signed them; empty if nothing has to be signed: no key is trusted, or the pack has
   *     tables only
   * @throws PackSignatureException if they may not be used
   */
  static Optional<VerificationKey> check(PackFiles files, TrustedKeys trusted) {
    if (trusted.isEmpty() || !files.hasRules() && files.signature() == null) {
      return Optional.empty();
    }
    return Optional.of(verify(files, trusted));
  }

  private static VerificationKey verify(PackFiles files, TrustedKeys trusted) {
    if (trusted.isEmpty()) {
      throw new PackSignatureException("no trusted key is given to check the signature with");
    }
    if (files.signature() == null) {
      throw new PackSignatureException(
          "the pack has rules (.drl), which are code, but no "
              + FILE
              + "; have it reviewed and signed, or keep only its tables");
    }
    return SignedManifest.verify(
        files.contents(), new String(files.signature(), StandardCharsets.UTF_8), trusted);
  }
}
