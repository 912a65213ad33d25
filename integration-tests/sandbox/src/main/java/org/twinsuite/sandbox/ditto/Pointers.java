package org.twinsuite.sandbox.ditto;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.ditto.json.JsonPointer;

/** Parsed JSON pointers of one connection: the same few paths are written again and again. */
final class Pointers {

  private static final int REMEMBERED = 10_000;

  private final Map<String, JsonPointer> known = new HashMap<>();

  JsonPointer of(String text) {
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(text, JsonPointer::of);
  }
}
