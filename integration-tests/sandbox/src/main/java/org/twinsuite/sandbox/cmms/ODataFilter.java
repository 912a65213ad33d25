package org.twinsuite.sandbox.cmms;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of {@code $filter} the stand-in understands: {@code eq}, {@code ge}, {@code gt} and
 * {@code lt} terms joined by {@code and} and {@code or}.
 */
final class ODataFilter {

  private static final Pattern TERM =
      Pattern.compile("(\\w+) (eq|ge|gt|lt) (?:datetimeoffset|datetime)?'([^']*)'");

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

  private static boolean termHolds(String terms, JsonNode entity) {
    return Arrays.stream(terms.split(" and ")).allMatch(term -> oneHolds(term, entity));
  }

  private static boolean oneHolds(String term, JsonNode entity) {
    Matcher matcher = TERM.matcher(term.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("$filter not understood: " + term);
    }
    String actual = entity.path(matcher.group(1)).asText("");
    String wanted = matcher.group(3);
    int compared =
        actual.startsWith("/Date(")
            ? Long.compare(
                Long.parseLong(actual.replaceAll("/Date\\((\\d+).*", "$1")),
                Instant.parse(wanted).toEpochMilli())
            : actual.compareTo(wanted);
    return switch (matcher.group(2)) {
      case "eq" -> compared == 0;
      case "ge" -> compared >= 0;
      case "gt" -> compared > 0;
      default -> compared < 0;
    };
  }
}
