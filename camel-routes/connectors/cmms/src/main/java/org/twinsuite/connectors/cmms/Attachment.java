package org.twinsuite.connectors.cmms;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A file to go with an order.
 *
 * @param name identifies a repeated file; 1 to 80 letters, digits, {@code - _ .}
 * @param mediaType such as {@code image/png}
 * @param content the bytes; not copied
 */
public record Attachment(String name, String mediaType, byte[] content) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,80}");

  public Attachment {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "file name '" + name + "' must be 1 to 80 letters, digits, '-', '_' or '.'");
    }
    Objects.requireNonNull(mediaType, "mediaType");
    Objects.requireNonNull(content, "content");
  }
}
