package org.twinsuite.rules.pack;

import java.time.Duration;
import org.twinsuite.rules.table.RowReader;
import org.twinsuite.rules.timing.WorkCosts;

/** Reads rows of table costs. */
final class CostRows {

  private CostRows() {}

  static CostRow read(RowReader row) {
    String criticality = row.optional("criticality");
    Duration job = row.hours("jobHours");
    if (job.isZero()) {
      row.error("jobHours", "must be more than 0");
    }
    return new CostRow(
        row.text("class"),
        row.text("failureMode"),
        criticality.isEmpty() ? Limit.ANY : criticality,
        new WorkCosts(
            cost(row, "failure"),
            cost(row, "planned"),
            cost(row, "lostPerHour"),
            cost(row, "unusedPerHour"),
            job.isZero() ? Duration.ofHours(1) : job),
        row.optional("currency"),
        row.origin());
  }

  private static double cost(RowReader row, String column) {
    double cost = row.number(column);
    if (cost < 0) {
      row.error(column, "must not be negative");
    }
    return cost >= 0 ? cost : 0;
  }
}
