package org.twinsuite.rules.fact;

import java.util.Locale;

/**
 * Where a work order stands, in the words of this suite; connectors translate their system's own.
 */
public enum OrderState {
  OPEN,
  APPROVED,
  IN_PROGRESS,
  COMPLETED,
  CANCELLED;

  /** Whether nothing more will happen to the order. */
  public boolean closed() {
    return this == COMPLETED || this == CANCELLED;
  }

  /**
   * @param text one of the constants in any case, with {@code -}, blank or {@code _} between words,
   *     or Maximo's WAPPR, APPR, WSCH, WMATL, INPRG, COMP, CLOSE, CAN; null means open
   * @throws IllegalArgumentException for any other text
   */
  public static OrderState parse(String text) {
    if (text == null || text.isBlank()) {
      return OPEN;
    }
    String key = text.trim().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    return switch (key) {
      case "OPEN", "NEW", "CREATED", "WAPPR", "RECOMMENDED", "PROPOSED" -> OPEN;
      case "APPROVED", "APPR", "WSCH", "WMATL", "RELEASED" -> APPROVED;
      case "IN_PROGRESS", "INPRG", "STARTED" -> IN_PROGRESS;
      case "COMPLETED", "COMP", "CLOSE", "CLOSED", "DONE" -> COMPLETED;
      case "CANCELLED", "CANCELED", "CAN", "REJECTED" -> CANCELLED;
      default ->
          throw new IllegalArgumentException(
              "maintenance order status '"
                  + text
                  + "': use open, approved, in_progress, completed or cancelled");
    };
  }
}
