package org.twinsuite.workbench.http;

/** Where a browser goes after signing in: a path of this server, never another one. */
final class ReturnPath {
  static final String HOME = "/";

  private ReturnPath() {}

  /**
   * @param wanted may be null
   * @return the path, or the home page when it could lead elsewhere
   */
  static String of(String wanted) {
    boolean own =
        wanted != null
            && wanted.startsWith("/")
            && !wanted.startsWith("//")
            && wanted.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\');
    return own ? wanted : HOME;
  }
}
