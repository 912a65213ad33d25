package org.twinsuite.rules.signature;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The public keys whose signatures are trusted; none means that nothing has to be signed. */
public final class TrustedKeys {

  private static final TrustedKeys NONE = new TrustedKeys(List.of());
  private final List<VerificationKey> keys;

  private TrustedKeys(List<VerificationKey> keys) {
    this.keys = keys;
  }

  /** Nothing has to be signed. */
  public static TrustedKeys none() {
    return NONE;
  }

  public static TrustedKeys of(Collection<VerificationKey> keys) {
    return new TrustedKeys(List.copyOf(keys));
  }

  /**
   * Reads keys as {@link VerificationKey#parse} does; blank ones are left out.
   *
   * @throws PackSignatureException naming the position of the one that is not a key
   */
  public static TrustedKeys parse(Collection<String> texts) {
    List<VerificationKey> keys = new ArrayList<>();
    int position = 0;
    for (String text : texts) {
      position++;
      if (!text.isBlank()) {
        try {
          keys.add(VerificationKey.parse(text));
        } catch (PackSignatureException e) {
          throw new PackSignatureException("key " + position + ": " + e.getMessage(), e);
        }
      }
    }
    return of(keys);
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }

  List<VerificationKey> keys() {
    return keys;
  }

  /** Ids of all keys, for messages. */
  String ids() {
    return keys.stream().map(VerificationKey::id).collect(Collectors.joining(", "));
  }
}
