package org.twinsuite.camel.hono;

import org.apache.camel.Message;

/**
 * Whom a command is for and what it is called.
 *
 * @param device not blank
 * @param subject not blank
 */
public record CommandTarget(String device, String subject) {

  /**
   * @param defaultSubject taken when a message names no subject, may be null
   * @throws IllegalArgumentException when device or subject is missing
   */
  public static CommandTarget of(Message message, String defaultSubject) {
    return new CommandTarget(
        required(message, HonoConstants.DEVICE_ID, null),
        required(message, HonoConstants.SUBJECT, defaultSubject));
  }

  private static String required(Message message, String name, String fallback) {
    String given = message.getHeader(name, String.class);
    String value = given == null ? fallback : given;
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("command without " + name + ": set this header");
    }
    return value;
  }
}
