package org.twinsuite.rules.pack.parse;

import java.util.Locale;
import java.util.Set;
import org.twinsuite.rules.pack.row.RuleRow;
import org.twinsuite.rules.table.RowReader;

/** Reads rows of table rules. */
final class RuleRows {

  private static final Set<String> LEVELS = Set.of("shadow", "recommend", "approve", "auto");
  private static final Set<String> JUDGED = Set.of("limits", "signs", "joins");
  private static final int NAME = 100;
  private static final int MAX_BUDGET = 100_000;

  private RuleRows() {}

  static RuleRow read(RowReader row) {
    String name = row.free("name", NAME);
    if (name.isEmpty()) {
      row.error("name", "is empty");
    }
    String judged = row.oneOf("judged", JUDGED);
    return new RuleRow(
        row.word("rule"),
        name,
        row.word("version"),
        row.word("owner"),
        row.oneOf("level", LEVELS),
        row.whole("budget", 0, MAX_BUDGET),
        JUDGED.contains(judged)
            ? RuleRow.Judged.valueOf(judged.toUpperCase(Locale.ROOT))
            : RuleRow.Judged.LIMITS,
        row.origin());
  }
}
