package org.twinsuite.rules.pack.parse;

import java.util.Set;
import org.twinsuite.rules.action.CommandConfirmation;
import org.twinsuite.rules.action.Undelivered;
import org.twinsuite.rules.pack.row.ResponseRow;
import org.twinsuite.rules.table.RowReader;

/** Reads rows of table responses. */
final class ResponseRows {

  private static final double MAX_PERCENT = 1000;

  private ResponseRows() {}

  static ResponseRow read(RowReader row) {
    boolean percent = row.optional("value").endsWith("%");
    boolean command = "command".equals(row.oneOf("action", Set.of("command", "scada")));
    if (percent && command) {
      row.error("value", "of a command is a number; only a tag has a present value");
    }
    double value = row.percentOrNumber("value");
    double least = row.optionalNumber("least");
    double most = row.optionalNumber("most");
    if (most < least) {
      row.error("most", "must not be less than least");
    }
    if (percent ? value < 0 || value > MAX_PERCENT : value < least || value > most) {
      row.error(
          "value",
          percent ? "must be 0% to 1000%" : "must lie between least and most, or it is never used");
    }
    return new ResponseRow(
        row.word("rule"),
        row.word("class"),
        row.one("failureMode"),
        "urgent".equals(row.oneOf("stage", Set.of("alarm", "urgent")))
            ? ResponseRow.Stage.URGENT
            : ResponseRow.Stage.ALARM,
        command ? ResponseRow.Kind.COMMAND : ResponseRow.Kind.SCADA,
        row.one("target"),
        value,
        percent,
        row.unit("unit"),
        least,
        most,
        "none".equals(ofCommand(row, "confirm", Set.of("answer", "none")))
            ? CommandConfirmation.NONE
            : CommandConfirmation.ANSWER,
        "person".equals(ofCommand(row, "undelivered", Set.of("person", "retry")))
            ? Undelivered.PERSON
            : Undelivered.RETRY,
        row.origin());
  }

  /** Columns of commands only; empty takes the default. */
  private static String ofCommand(RowReader row, String column, Set<String> allowed) {
    String value = row.optional(column);
    if (value.isEmpty()) {
      return value;
    }
    if ("scada".equals(row.optional("action"))) {
      row.error(column, "is for commands only: leave it empty");
    }
    return row.oneOf(column, allowed);
  }
}
