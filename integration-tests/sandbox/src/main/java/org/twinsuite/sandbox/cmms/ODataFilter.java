package org.twinsuite.sandbox.cmms;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of {@code $filter} the stand-in understands: {@code eq} and {@code ge} terms joined by
 * {@code or}.
 */
final class ODataFilter {

  private static final Pattern TERM =
      Pattern.compile("(\\w+) (eq|ge) (?:datetimeoffset|datetime)?'([^']*)'");

  private ODataFilter() {}

  static boolean holds(String filter, JsonNode entity) {
    return filter.isEmpty()
        || Arrays.stream(filter.split(" or ")).anyMatch(term -> termHolds(term, entity));
  }

  /** The literal {@code field} is compared with, empty if the filter is not just that. */
  static String literalOf(String field, String filter) {
    Matcher matcher = TERM.matcher(filter);
    return matcher.matches() && matcher.group(1).equals(field) ? matcher.group(3) : "";
  }

  private static boolean termHolds(String term, JsonNode entity) {
    Matcher matcher = TERM.matcher(term.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("$filter not understood: " + term);
    }
    String actual = entity.path(matcher.group(1)).asText("");
    if (matcher.group(2).equals("eq")) {
      return actual.equals(matcher.group(3));
    }
    long millis = Long.parseLong(actual.replaceAll("/Date\\((\\d+).*", "$1"));
    return millis >= Instant.parse(matcher.group(3)).toEpochMilli();
  }
}
