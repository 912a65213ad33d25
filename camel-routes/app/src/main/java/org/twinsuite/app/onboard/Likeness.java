package org.twinsuite.app.onboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Whether what is there holds what is asked for. Systems add defaults and bookkeeping of their own,
 * so more than what was asked for is not a difference.
 */
final class Likeness {
  private Likeness() {}

  /**
   * Objects are compared member by member, arrays element by element at the same length, numbers by
   * value; {@code null} asks for absence, as in a JSON merge patch (RFC 7396).
   *
   * @param actual {@code null} when there is nothing
   */
  static boolean holds(JsonNode actual, JsonNode wanted) {
    if (wanted.isNull()) {
      return actual == null || actual.isNull() || actual.isMissingNode();
    }
    if (actual == null) {
      return false;
    }
    if (wanted.isObject()) {
      return actual.isObject()
          && wanted.properties().stream()
              .allMatch(member -> holds(actual.get(member.getKey()), member.getValue()));
    }
    if (wanted.isArray()) {
      if (!actual.isArray() || actual.size() != wanted.size()) {
        return false;
      }
      for (int i = 0; i < wanted.size(); i++) {
        if (!holds(actual.get(i), wanted.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (wanted.isNumber() && actual.isNumber()) {
      return wanted.decimalValue().compareTo(actual.decimalValue()) == 0;
    }
    return wanted.equals(actual);
  }

  /** What is there with what is asked for laid over it; {@code null} members are removed. */
  static JsonNode merged(JsonNode actual, JsonNode wanted) {
    if (!wanted.isObject() || actual == null || !actual.isObject()) {
      return wanted;
    }
    ObjectNode merged = actual.deepCopy();
    for (Map.Entry<String, JsonNode> member : wanted.properties()) {
      if (member.getValue().isNull()) {
        merged.remove(member.getKey());
      } else {
        merged.set(member.getKey(), merged(actual.get(member.getKey()), member.getValue()));
      }
    }
    return merged;
  }
}
