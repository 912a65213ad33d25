package org.twinsuite.rules.pack.parse;

import java.time.Duration;
import org.twinsuite.rules.pack.row.CostRow;
import org.twinsuite.rules.pack.row.Limit;
import org.twinsuite.rules.pack.row.WorkCosts;
import org.twinsuite.rules.table.RowReader;

/** Reads rows of table costs. */
final class CostRows {

  private CostRows() {}

  static CostRow read(RowReader row) {
    String criticality = row.optional("criticality");
    Duration job = row.hours("jobHours");
    if (job.isZero()) {
      row.positive("jobHours");
    }
    return new CostRow(
        row.word("class"),
        row.text("failureMode"),
        criticality.isEmpty() ? Limit.ANY : criticality,
        new WorkCosts(
            cost(row, "failure"),
            cost(row, "planned"),
            cost(row, "lostPerHour"),
            cost(row, "unusedPerHour"),
            job.isZero() ? Duration.ofHours(1) : job),
        row.free("currency", 16),
        row.origin());
  }

  private static double cost(RowReader row, String column) {
    double cost = row.notNegative(column);
    return Double.isNaN(cost) ? 0 : cost;
  }
}
