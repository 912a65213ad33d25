package org.twinsuite.app.onboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Ids as path segments. */
final class PathSegment {
  private PathSegment() {}

  /** Percent-encodes everything that could end the segment; a colon is legal there and stays. */
  static String of(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
  }
}
