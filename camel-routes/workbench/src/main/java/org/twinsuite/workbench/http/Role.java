package org.twinsuite.workbench.http;

import java.util.Locale;

/** What a user may do; each role may do what the one before may. */
public enum Role {
  /** Look at orders, evidence, rules and parked items. */
  VIEWER,
  /** Decide on orders and parked items. */
  PLANNER,
  /** Change the autonomy level of rules. */
  ADMIN;

  boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  static Role parse(String text) {
    try {
      return valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "role '" + text + "' is not one of viewer, planner, admin", unknown);
    }
  }
}
