package org.twinsuite.connectors.cmms;

import java.util.regex.Pattern;

/**
 * The rule for references: they travel in filters of every system, so quotes and blanks are not
 * allowed.
 */
final class Reference {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,20}");

  private Reference() {}

  static void check(String reference) {
    if (reference == null || !ALLOWED.matcher(reference).matches()) {
      throw new IllegalArgumentException(
          "reference is '"
              + reference
              + "', must be 1 to 20 letters, digits, dots, dashes or underscores");
    }
  }
}
