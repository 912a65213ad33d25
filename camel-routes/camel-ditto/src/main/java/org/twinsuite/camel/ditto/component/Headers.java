package org.twinsuite.camel.ditto.component;

import org.apache.camel.Message;
import org.twinsuite.camel.ditto.internal.protocol.WellFormed;

/** Reads headers of a message that go into a command. */
final class Headers {

  private Headers() {}

  /**
   * @throws IllegalArgumentException naming the header when its text cannot be sent
   */
  static String text(Message message, String header, String otherwise) {
    return WellFormed.text(
        "The header " + header, message.getHeader(header, otherwise, String.class));
  }

  /**
   * @throws IllegalArgumentException naming the header when it is missing or cannot be sent
   */
  static String required(Message message, String header) {
    String value = text(message, header, null);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("The header " + header + " is missing");
    }
    return value;
  }
}
