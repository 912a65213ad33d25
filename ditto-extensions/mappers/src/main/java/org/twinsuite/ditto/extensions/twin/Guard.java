package org.twinsuite.ditto.extensions.twin;

import java.util.Locale;

/** How Ditto is kept from taking an older sample. */
public enum Guard {
  /** One command for all points of a thing; Ditto refuses it if the twin has any newer sample. */
  THING,
  /** One command for each point. */
  POINT,
  /** One command for all points of a thing with a condition for each; Ditto 3.8 and later. */
  PATCH;

  static Guard of(String text) {
    for (Guard guard : values()) {
      if (guard.name().toLowerCase(Locale.ROOT).equals(text)) {
        return guard;
      }
    }
    throw new IllegalArgumentException("must be thing, point or patch, is '" + text + "'");
  }
}
