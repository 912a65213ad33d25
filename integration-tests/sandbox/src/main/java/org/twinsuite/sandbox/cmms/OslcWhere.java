package org.twinsuite.sandbox.cmms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of {@code oslc.where} the stand-in understands: comparisons and {@code in}, joined by
 * {@code and}.
 */
record OslcWhere(List<Condition> conditions) {

  private static final Pattern CONDITION =
      Pattern.compile("(\\w+)\\s*(>=|<=|!=|=|>|<|in)\\s*(\\[.*]|\".*\"|[^\\s]+)");

  record Condition(String field, String operator, List<String> values) {

    boolean holds(ObjectNode order) {
      String actual = order.path(field).asText("");
      String wanted = values.get(0);
      return switch (operator) {
        case "=" -> wanted.equals("*") ? !actual.isEmpty() : actual.equals(wanted);
        case "!=" -> wanted.equals("*") ? actual.isEmpty() : !actual.equals(wanted);
        case "in" -> values.contains(actual);
        case ">=" -> !actual.isEmpty() && compare(actual, wanted) >= 0;
        case "<=" -> !actual.isEmpty() && compare(actual, wanted) <= 0;
        case ">" -> !actual.isEmpty() && compare(actual, wanted) > 0;
        default -> !actual.isEmpty() && compare(actual, wanted) < 0;
      };
    }

    private static int compare(String actual, String wanted) {
      if (wanted.chars().allMatch(Character::isDigit)) {
        return Long.compare(Long.parseLong(actual), Long.parseLong(wanted));
      }
      return OffsetDateTime.parse(actual)
          .toInstant()
          .compareTo(OffsetDateTime.parse(wanted).toInstant());
    }
  }

  static OslcWhere parse(String text) {
    List<Condition> conditions = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(" and ")) {
      Matcher matcher = CONDITION.matcher(part.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException("oslc.where not understood: " + part);
      }
      String list = matcher.group(3).replaceAll("[\\[\\]\"]", "");
      List<String> values = Arrays.stream(list.split(",")).map(String::strip).toList();
      conditions.add(new Condition(matcher.group(1), matcher.group(2), values));
    }
    return new OslcWhere(conditions);
  }

  /** The one reference asked for, if that is what the query does. */
  Optional<String> reference() {
    return conditions.stream()
        .filter(c -> c.field().equals("externalrefid") && c.operator().equals("="))
        .map(c -> c.values().get(0))
        .filter(value -> !value.equals("*"))
        .findFirst();
  }

  List<ObjectNode> select(List<ObjectNode> orders) {
    return orders.stream().filter(o -> conditions.stream().allMatch(c -> c.holds(o))).toList();
  }

  /** Sorts by one field, {@code +field} or {@code -field}; ties stay in the order they came. */
  static List<ObjectNode> sort(List<ObjectNode> orders, String orderBy) {
    Function<ObjectNode, String> key = order -> order.path(orderBy.substring(1)).asText();
    Comparator<ObjectNode> comparator = Comparator.comparing(key);
    return orders.stream()
        .sorted(orderBy.startsWith("-") ? comparator.reversed() : comparator)
        .toList();
  }
}
