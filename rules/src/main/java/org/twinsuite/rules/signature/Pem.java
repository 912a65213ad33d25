package org.twinsuite.rules.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encoding of keys, RFC 7468. */
final class Pem {

  private static final int LINE = 64;

  private Pem() {}

  static String encode(String label, byte[] der) {
    String body =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
  }

  /**
   * The first block with this label; null if there is none.
   *
   * @throws IllegalArgumentException if the block is not base64
   */
  static byte[] decode(String label, String text) {
    Matcher block =
        Pattern.compile(
                "-----BEGIN " + label + "-----(.*?)-----END " + label + "-----", Pattern.DOTALL)
            .matcher(text);
    return block.find() ? Base64.getDecoder().decode(block.group(1).replaceAll("\\s", "")) : null;
  }
}
