package org.twinsuite.e2e.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Compares what came out with what was expected. An object needs the fields that are named; a list
 * needs its elements in their order; {@code ~} expects null or nothing. A word of its own begins
 * with a dollar: {@code {$contains: text}}, {@code {$near: number, $by: tolerance}}, {@code
 * {$absent: true}}, {@code {$size: n}}, {@code {$any: condition}} over a list.
 */
final class Expectation {
  private static final double TOLERANCE = 1e-9;

  private Expectation() {}

  /** What differs, each as one line with its place; empty if nothing does. */
  static List<String> differences(JsonNode expected, JsonNode found) {
    List<String> differences = new ArrayList<>();
    compare("", expected, found, differences);
    return differences;
  }

  private static void compare(
      String place, JsonNode expected, JsonNode found, List<String> differences) {
    boolean nothing = found == null || found.isMissingNode() || found.isNull();
    if (expected.isObject() && expected.fieldNames().hasNext() && word(expected)) {
      special(place, expected, found, nothing, differences);
    } else if (expected.isNull() ? !nothing : nothing) {
      differences.add(place + ": expected " + expected + ", was " + found);
    } else if (expected.isObject()) {
      Iterator<Map.Entry<String, JsonNode>> fields = expected.fields();
      while (fields.hasNext()) {
        Map.Entry<String, JsonNode> field = fields.next();
        compare(
            place + "/" + field.getKey(), field.getValue(), found.get(field.getKey()), differences);
      }
    } else if (expected.isArray()) {
      if (!found.isArray() || found.size() != expected.size()) {
        differences.add(place + ": expected " + expected + ", was " + found);
        return;
      }
      for (int i = 0; i < expected.size(); i++) {
        compare(place + "/" + i, expected.get(i), found.get(i), differences);
      }
    } else if (expected.isNumber() && found.isNumber()) {
      near(
          place,
          expected.asDouble(),
          TOLERANCE * Math.abs(expected.asDouble()),
          found,
          differences);
    } else if (!expected.isNull() && !expected.equals(found)) {
      differences.add(place + ": expected " + expected + ", was " + found);
    }
  }

  private static boolean word(JsonNode expected) {
    return expected.fieldNames().next().startsWith("$");
  }

  private static void special(
      String place, JsonNode expected, JsonNode found, boolean nothing, List<String> differences) {
    if (expected.has("$absent")) {
      if (!nothing) {
        differences.add(place + ": expected nothing, was " + found);
      }
    } else if (nothing) {
      differences.add(place + ": expected " + expected + ", was nothing");
    } else if (expected.has("$contains")) {
      if (!found.toString().contains(expected.get("$contains").asText())) {
        differences.add(
            place + ": expected to contain " + expected.get("$contains") + ", was " + found);
      }
    } else if (expected.has("$near")) {
      near(
          place,
          expected.get("$near").asDouble(),
          expected.path("$by").asDouble(TOLERANCE),
          found,
          differences);
    } else if (expected.has("$size")) {
      if (found.size() != expected.get("$size").asInt()) {
        differences.add(place + ": expected " + expected.get("$size") + " of them, was " + found);
      }
    } else if (expected.has("$any")) {
      for (JsonNode one : found) {
        if (differences(expected.get("$any"), one).isEmpty()) {
          return;
        }
      }
      differences.add(place + ": expected one like " + expected.get("$any") + ", was " + found);
    } else {
      throw new IllegalArgumentException(place + ": unknown word in " + expected);
    }
  }

  private static void near(
      String place, double expected, double tolerance, JsonNode found, List<String> differences) {
    if (!found.isNumber() || !(Math.abs(found.asDouble() - expected) <= tolerance)) {
      differences.add(place + ": expected " + expected + " ± " + tolerance + ", was " + found);
    }
  }
}
