package org.twinsuite.workbench.backtest;

import java.util.ArrayList;
import java.util.List;
import org.twinsuite.rules.backtest.BackTestDifference;
import org.twinsuite.rules.backtest.BackTestJson;
import org.twinsuite.rules.backtest.BackTestPage;
import org.twinsuite.rules.backtest.BackTestReport;
import org.twinsuite.rules.json.RulesJson;

/**
 * What a back-test found out.
 *
 * @param report of the candidate
 * @param against of the pack it was compared with; null if with none
 * @param difference null if it was compared with none
 * @param input what was run through
 */
public record BackTestResult(
    BackTestReport report, BackTestReport against, BackTestDifference difference, Input input) {

  /**
   * What was run through.
   *
   * @param rows rows of the history
   * @param things in them
   * @param withoutDefinition things whose definition is not known
   * @param refusedCount rows that were left out
   * @param refused the first of them
   */
  public record Input(
      long rows, int things, int withoutDefinition, long refusedCount, List<Refused> refused) {
    private static final int SHOWN = 20;

    List<String> remarks() {
      List<String> remarks = new ArrayList<>();
      remarks.add(rows + " rows of " + things + " things");
      if (withoutDefinition > 0) {
        remarks.add(
            withoutDefinition
                + " things have no definition; only rows of class * in the tables hold for them");
      }
      if (refusedCount > 0) {
        remarks.add(refusedCount + " rows were left out:");
        refused.stream().limit(SHOWN).forEach(row -> remarks.add("  " + row));
        if (refusedCount > SHOWN) {
          remarks.add("  and " + (refusedCount - SHOWN) + " more");
        }
      }
      return remarks;
    }
  }

  /** With rows that were left out of the files beside the history. */
  public BackTestResult withRefused(List<Refused> more) {
    List<Refused> all = new ArrayList<>(more);
    all.addAll(input.refused());
    return new BackTestResult(
        report,
        against,
        difference,
        new Input(
            input.rows(),
            input.things(),
            input.withoutDefinition(),
            input.refusedCount() + more.size(),
            all));
  }

  private record Json(
      BackTestJson report, BackTestJson against, BackTestJson.Difference difference, Input input) {}

  /** The parts as JSON. */
  public Object forJson() {
    return new Json(
        BackTestJson.of(report),
        against == null ? null : BackTestJson.of(against),
        difference == null ? null : BackTestJson.Difference.of(difference),
        input);
  }

  public String toJson() {
    return RulesJson.write(forJson());
  }

  /** Lines for a terminal. */
  public String toText() {
    StringBuilder text = new StringBuilder(report.toText());
    if (difference != null) {
      text.append('\n').append(difference.toText()).append(against.toText());
    }
    text.append('\n');
    input.remarks().forEach(remark -> text.append(remark).append('\n'));
    return text.toString();
  }

  /** A page with plots, complete in itself. */
  public String toHtml() {
    return BackTestPage.of(report, difference, input.remarks());
  }
}
