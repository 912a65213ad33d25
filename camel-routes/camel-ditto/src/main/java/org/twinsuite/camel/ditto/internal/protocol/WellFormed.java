package org.twinsuite.camel.ditto.internal.protocol;

import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonValue;

/**
 * Refuses what cannot be sent: text in which half of a surrogate pair stands alone, which UTF-8
 * cannot carry (RFC 3629, section 3), and numbers that JSON does not have (RFC 8259, section 6).
 */
public final class WellFormed {

  private WellFormed() {}

  /** Whether UTF-8 can carry the text. */
  public static boolean isText(CharSequence text) {
    return brokenAt(text) < 0;
  }

  /**
   * @param part what the text is, for the message
   * @param text may be {@code null}
   * @return the text
   * @throws IllegalArgumentException naming the part when UTF-8 cannot carry the text
   */
  public static String text(String part, String text) {
    int at = text == null ? -1 : brokenAt(text);
    if (at >= 0) {
      throw new IllegalArgumentException(
          part
              + ": text is not well-formed, the character at index "
              + at
              + " is half of a surrogate pair (U+%04X)".formatted((int) text.charAt(at)));
    }
    return text;
  }

  /**
   * @param part what the value is, for the message
   * @return the value
   * @throws IllegalArgumentException naming the part and the JSON pointer of a text, key or number
   *     that cannot be sent
   */
  public static JsonValue json(String part, JsonValue value) {
    check(part, "", value);
    return value;
  }

  private static void check(String part, String pointer, JsonValue value) {
    if (value.isNull() || value.isBoolean()) {
      return;
    }
    if (value.isString()) {
      String text = value.asString();
      if (!isText(text)) {
        text(part + " at " + shown(pointer), text);
      }
    } else if (value.isObject()) {
      for (JsonField field : value.asObject()) {
        String key = field.getKeyName();
        if (!isText(key)) {
          text(part + ", key " + shown(pointer + "/" + key), key);
        }
        check(part, pointer + "/" + key, field.getValue());
      }
    } else if (value.isArray()) {
      int index = 0;
      for (JsonValue element : value.asArray()) {
        check(part, pointer + "/" + index++, element);
      }
    } else if (value.isNumber() && !value.isLong() && !Double.isFinite(value.asDouble())) {
      throw new IllegalArgumentException(
          part + " at " + shown(pointer) + ": " + value.asDouble() + " is not a number of JSON");
    }
  }

  private static int brokenAt(CharSequence text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < length
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  /** A pointer as a log can show it. */
  private static String shown(String pointer) {
    StringBuilder shown = new StringBuilder();
    pointer
        .codePoints()
        .forEach(
            c -> {
              if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                shown.append("\\u%04x".formatted(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.isEmpty() ? "/" : shown.toString();
  }
}
