package org.twinsuite.rules.pack;

import java.util.Locale;
import java.util.Set;
import org.twinsuite.rules.action.CommandConfirmation;
import org.twinsuite.rules.action.Undelivered;
import org.twinsuite.rules.table.RowReader;

/** Reads rows of the tables orders, derived, responses and zones. */
final class OtherRows {

  private static final Set<String> KINDS =
      Set.of("ratio", "deviation", "scatter", "apart", "together");

  private OtherRows() {}

  static OrderTerms terms(RowReader row) {
    double quantity = row.optionalNumber("quantity");
    if (quantity <= 0) {
      row.error("quantity", "must be more than 0");
    }
    String response = row.optional("response");
    if (!Set.of("", "order", "notify").contains(response)) {
      row.error("response", "'" + response + "' is not one of notify, order");
    }
    String joins = row.optional("joins");
    return new OrderTerms(
        row.text("class"),
        row.text("failureMode"),
        row.oneOf("failureCode", FailureCodes.ISO_14224),
        row.text("title"),
        row.whole("priority", 1, 9),
        row.whole("urgentPriority", 1, 9),
        row.hours("workFromHours"),
        row.hours("workToHours"),
        row.hours("coolDownHours"),
        row.hours("settleHours"),
        row.hours("snoozeHours"),
        row.hours("outcomeHours"),
        row.optional("part"),
        Double.isNaN(quantity) ? 1 : quantity,
        row.optional("leadHours").isEmpty() ? null : row.hours("leadHours"),
        "siblings".equals(row.oneOf("scope", Set.of("thing", "siblings")))
            ? OrderTerms.Scope.SIBLINGS
            : OrderTerms.Scope.THING,
        "notify".equals(response) ? OrderTerms.Response.NOTIFY : OrderTerms.Response.ORDER,
        joins.isEmpty() ? Set.of() : Set.of(joins.split("\\s+")),
        row.origin());
  }

  static Derivation derivation(RowReader row) {
    String kind = row.oneOf("kind", KINDS);
    String by = row.optional("by");
    boolean two = "ratio".equals(kind) || "together".equals(kind);
    if (two == by.isEmpty()) {
      row.error(
          "by", "names the second signal of ratio and together, and is empty for the other kinds");
    }
    boolean learns = !"ratio".equals(kind) && !"apart".equals(kind);
    double band = learns ? row.number("band") : Double.NaN;
    if (band <= 0) {
      row.error("band", "must be more than 0");
    }
    return new Derivation(
        row.text("class"),
        row.text("name"),
        KINDS.contains(kind)
            ? Derivation.Kind.valueOf(kind.toUpperCase(Locale.ROOT))
            : Derivation.Kind.RATIO,
        row.text("of"),
        by,
        learns ? row.whole("learn", 3, 10_000) : 0,
        learns ? row.whole("smooth", 1, 10_000) : 0,
        band,
        row.origin());
  }

  static ResponseRow response(RowReader row) {
    String value = row.text("value");
    boolean percent = value.endsWith("%");
    if (percent && "command".equals(row.optional("action"))) {
      row.error("value", "of a command is a number; only a tag has a present value");
    }
    return new ResponseRow(
        row.text("rule"),
        row.text("class"),
        row.text("failureMode"),
        "urgent".equals(row.oneOf("stage", Set.of("alarm", "urgent")))
            ? ResponseRow.Stage.URGENT
            : ResponseRow.Stage.ALARM,
        "command".equals(row.oneOf("action", Set.of("command", "scada")))
            ? ResponseRow.Kind.COMMAND
            : ResponseRow.Kind.SCADA,
        row.text("target"),
        row.percentOrNumber("value"),
        percent,
        row.optional("unit"),
        row.optionalNumber("least"),
        row.optionalNumber("most"),
        "none".equals(oneOf(row, "confirm", Set.of("answer", "none")))
            ? CommandConfirmation.NONE
            : CommandConfirmation.ANSWER,
        "person".equals(oneOf(row, "undelivered", Set.of("person", "retry")))
            ? Undelivered.PERSON
            : Undelivered.RETRY,
        row.origin());
  }

  /** Columns of commands only; the first choice holds where nothing is said. */
  private static String oneOf(RowReader row, String column, Set<String> allowed) {
    String value = row.optional(column);
    if (value.isEmpty()) {
      return value;
    }
    if ("scada".equals(row.optional("action"))) {
      row.error(column, "is for commands only: leave it empty");
    }
    return row.oneOf(column, allowed);
  }

  static Zone zone(RowReader row) {
    double ab = row.number("ab");
    double bc = row.number("bc");
    double cd = row.number("cd");
    if (bc <= ab) {
      row.error("bc", "must be more than ab");
    }
    if (cd <= bc) {
      row.error("cd", "must be more than bc");
    }
    return new Zone(row.text("group"), ab, bc, cd, row.origin());
  }
}
