package org.twinsuite.twin;

/** JSON pointers to features as text (RFC 6901), whatever their ids look like. */
public final class Pointers {

  private Pointers() {}

  /** Pointer to a feature of a thing. */
  public static String feature(String id) {
    return "/features/" + escape(id);
  }

  /** Pointer to a property of a feature. */
  public static String property(String feature, String property) {
    return feature(feature) + "/properties/" + escape(property);
  }

  /** A segment of a JSON pointer (RFC 6901, 3). */
  public static String escape(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }
}
