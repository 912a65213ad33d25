package org.twinsuite.ditto.extensions.sample;

/** Feature ids from the names a source uses. */
public final class Tags {

  private Tags() {}

  /**
   * A feature id that Ditto takes as a key, in a path and in RQL: letters, digits, {@code _ - . :};
   * {@code /} becomes {@code .}, anything else {@code _}.
   */
  public static String of(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!allowed(name.charAt(i))) {
        return replaced(name);
      }
    }
    return name;
  }

  private static String replaced(String name) {
    StringBuilder tag = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      tag.append(allowed(c) ? c : c == '/' ? '.' : '_');
    }
    return tag.toString();
  }

  private static boolean allowed(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-'
        || c == '.'
        || c == ':';
  }
}
