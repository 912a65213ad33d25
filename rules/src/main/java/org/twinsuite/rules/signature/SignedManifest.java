package org.twinsuite.rules.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text of a signature file: which files were signed, each with its SHA-256, the id of the key,
 * and the signature over all lines before it. The list makes it possible to say which file differs.
 */
public final class SignedManifest {

  private static final String FIRST = "twinsuite-rule-pack-signature 1";
  private static final String KEY = "key ";
  private static final String FILE = "file ";
  private static final String SIGNATURE = "signature ";
  private static final int HEX = 64;

  private SignedManifest() {}

  /**
   * Signs files.
   *
   * @param contents by file name
   * @throws PackSignatureException if a file name has a control character
   */
  public static String sign(SortedMap<String, byte[]> contents, SigningKey key) {
    String listed = listed(contents, key.verification().id());
    byte[] signature = key.sign(listed.getBytes(UTF_8));
    return listed + SIGNATURE + Base64.getEncoder().encodeToString(signature) + '\n';
  }

  /**
   * Checks that these files, all of them and no other, were signed by one of the keys.
   *
   * @param contents by file name
   * @param text of the signature file
   * @return the key they were signed with
   * @throws PackSignatureException saying which file differs, or why the signature is not trusted
   */
  public static VerificationKey verify(
      SortedMap<String, byte[]> contents, String text, TrustedKeys trusted) {
    int end = text.lastIndexOf('\n' + SIGNATURE) + 1;
    if (!text.startsWith(FIRST + '\n') || end == 0) {
      throw new PackSignatureException(
          "the signature file is not readable as version 1; sign the pack again");
    }
    String listed = text.substring(0, end);
    VerificationKey signer = signer(listed, text.substring(end), trusted);
    List<String> differences = differences(signed(listed), contents);
    if (!differences.isEmpty() || !listed.equals(listed(contents, signer.id()))) {
      throw new PackSignatureException(
          "the files are not those that were signed ("
              + String.join(", ", differences)
              + "); undo the change, or have the pack reviewed and signed again");
    }
    return signer;
  }

  private static VerificationKey signer(String listed, String last, TrustedKeys trusted) {
    byte[] signature;
    try {
      signature = Base64.getDecoder().decode(last.substring(SIGNATURE.length()).strip());
    } catch (IllegalArgumentException e) {
      throw new PackSignatureException("the signature is not base64; sign the pack again", e);
    }
    for (VerificationKey key : trusted.keys()) {
      if (key.verifies(listed.getBytes(UTF_8), signature)) {
        return key;
      }
    }
    String id =
        listed
            .lines()
            .filter(l -> l.startsWith(KEY))
            .map(l -> l.substring(KEY.length()))
            .findFirst()
            .orElse("unknown");
    boolean pinned = trusted.keys().stream().anyMatch(key -> key.id().equals(id));
    throw new PackSignatureException(
        pinned
            ? "the signature of key "
                + id
                + " does not match the signature file; sign the pack again"
            : "signed by key "
                + (id.matches("[0-9a-f]{16}") ? id : "unknown")
                + ", which is not trusted; trusted are "
                + trusted.ids());
  }

  private static String listed(SortedMap<String, byte[]> contents, String keyId) {
    StringBuilder text =
        new StringBuilder(FIRST).append('\n').append(KEY).append(keyId).append('\n');
    contents.forEach(
        (file, content) -> {
          if (file.chars().anyMatch(Character::isISOControl)) {
            throw new PackSignatureException(
                "a file name has a control character; rename the file: "
                    + file.replaceAll("\\p{Cntrl}", "?"));
          }
          text.append(FILE).append(hex(content)).append(' ').append(file).append('\n');
        });
    return text.toString();
  }

  private static SortedMap<String, String> signed(String listed) {
    SortedMap<String, String> signed = new TreeMap<>();
    listed
        .lines()
        .filter(line -> line.startsWith(FILE) && line.length() > FILE.length() + HEX)
        .forEach(
            line ->
                signed.put(
                    line.substring(FILE.length() + HEX + 1),
                    line.substring(FILE.length(), FILE.length() + HEX)));
    return signed;
  }

  private static List<String> differences(
      SortedMap<String, String> signed, SortedMap<String, byte[]> contents) {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      String was = signed.get(file.getKey());
      if (was == null) {
        differences.add(file.getKey() + " was added");
      } else if (!was.equals(hex(file.getValue()))) {
        differences.add(file.getKey() + " was changed");
      }
    }
    signed.keySet().stream()
        .filter(file -> !contents.containsKey(file))
        .forEach(file -> differences.add(file + " was removed"));
    return differences;
  }

  private static String hex(byte[] content) {
    return HexFormat.of().formatHex(VerificationKey.sha256(content));
  }
}
