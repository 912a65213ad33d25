package org.twinsuite.camel.ditto.component;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;

/** Finds the NaN or Infinity that made a body invalid. */
final class NonFinite {

  private static final int MAX_DEPTH = 100;

  private NonFinite() {}

  /** Pointer and value, e.g. {@code /value: NaN}; {@code null} when there is none. */
  static String in(Object body) {
    return find("", body, 0);
  }

  private static String find(String pointer, Object value, int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String found = find(pointer + "/" + entry.getKey(), entry.getValue(), depth + 1);
        if (found != null) {
          return found;
        }
      }
    } else if (value instanceof Collection<?> elements) {
      int index = 0;
      for (Object element : elements) {
        String found = find(pointer + "/" + index++, element, depth + 1);
        if (found != null) {
          return found;
        }
      }
    } else if (value instanceof JsonNode node) {
      return find(pointer, node, depth);
    } else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? null : (pointer.isEmpty() ? "/" : pointer) + ": " + number;
    }
    return null;
  }

  private static String find(String pointer, JsonNode node, int depth) {
    if (node.isDouble() || node.isFloat()) {
      return find(pointer, (Object) node.doubleValue(), depth);
    }
    for (Map.Entry<String, JsonNode> child : node.properties()) {
      String found = find(pointer + "/" + child.getKey(), (Object) child.getValue(), depth + 1);
      if (found != null) {
        return found;
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      String found = find(pointer + "/" + i, (Object) node.get(i), depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
