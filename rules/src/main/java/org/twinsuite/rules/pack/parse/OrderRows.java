package org.twinsuite.rules.pack.parse;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.twinsuite.rules.pack.row.OrderTerms;
import org.twinsuite.rules.table.RowReader;

/** Reads rows of table orders. */
final class OrderRows {

  private static final int LEAST_URGENT = 9;
  private static final int TITLE = 100;
  private static final int PART = 64;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}|[{}]");
  private static final String THING = "thing";

  private OrderRows() {}

  static OrderTerms read(RowReader row) {
    int priority = row.whole("priority", 1, LEAST_URGENT);
    int urgentPriority = row.whole("urgentPriority", 1, LEAST_URGENT);
    if (urgentPriority > priority) {
      row.error("urgentPriority", "must not be less urgent than priority (1 is most urgent)");
    }
    Duration workFrom = row.hours("workFromHours");
    Duration workTo = row.hours("workToHours");
    if (workTo.compareTo(workFrom) <= 0) {
      row.error("workToHours", "must be more than workFromHours, or the work has no time");
    }
    String response = row.optional("response");
    if (!Set.of("", "order", "notify").contains(response)) {
      row.oneOf("response", Set.of("order", "notify"));
    }
    return new OrderTerms(
        row.word("class"),
        row.text("failureMode"),
        row.oneOf("failureCode", FailureCodes.ISO_14224),
        title(row),
        priority,
        urgentPriority,
        workFrom,
        workTo,
        row.hours("coolDownHours"),
        row.hours("settleHours"),
        row.hours("snoozeHours"),
        row.hours("outcomeHours"),
        row.free("part", PART),
        row.optional("quantity").isEmpty() ? 1 : row.positive("quantity"),
        row.optional("leadHours").isEmpty() ? null : row.hours("leadHours"),
        "siblings".equals(row.oneOf("scope", Set.of(THING, "siblings")))
            ? OrderTerms.Scope.SIBLINGS
            : OrderTerms.Scope.THING,
        "notify".equals(response) ? OrderTerms.Response.NOTIFY : OrderTerms.Response.ORDER,
        joins(row),
        row.origin());
  }

  private static Set<String> joins(RowReader row) {
    String joins = row.optional("joins");
    if (joins.isEmpty()) {
      return Set.of();
    }
    Set<String> modes = new TreeSet<>(List.of(joins.split(" +")));
    if (modes.contains(row.optional("failureMode"))) {
      row.error("joins", "names the failure mode of its own row; leave it out");
    }
    return modes;
  }

  private static String title(RowReader row) {
    String title = row.free("title", TITLE);
    if (title.isEmpty()) {
      row.error("title", "is empty");
    }
    Matcher braces = PLACEHOLDER.matcher(title);
    while (braces.find()) {
      if (!THING.equals(braces.group(1))) {
        row.error("title", "has '" + braces.group() + "'; the only placeholder is {thing}");
      }
    }
    return title;
  }
}
