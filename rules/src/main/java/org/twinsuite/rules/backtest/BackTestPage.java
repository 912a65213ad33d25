package org.twinsuite.rules.backtest;

import java.util.List;
import java.util.Locale;
import org.twinsuite.rules.action.CreateWorkOrder;

/** A back-test as one HTML page with its plots inside, to be read in any browser or mailed. */
public final class BackTestPage {
  private static final int SHOWN = 500;
  private static final int BINS = 20;

  private final StringBuilder html = new StringBuilder(8192);

  private BackTestPage() {}

  /** A page without remarks. */
  public static String of(BackTestReport report, BackTestDifference difference) {
    return of(report, difference, List.of());
  }

  /**
   * @param difference to the active pack; null when there is nothing to compare with
   * @param remarks on what was run through, a paragraph each
   */
  public static String of(
      BackTestReport report, BackTestDifference difference, List<String> remarks) {
    BackTestPage page = new BackTestPage();
    page.head(report);
    remarks.forEach(page::paragraph);
    page.rules(report);
    page.bars("Orders a week", report.weeks(), "week");
    if (!report.leads().isEmpty()) {
      page.leads(report.leads());
    }
    if (difference != null) {
      page.html.append("<h2>Against the active pack</h2>\n<p>").append(escape(difference.toText()));
      page.html.append("</p>\n");
      page.orders("Orders that would no longer come", difference.onlyActive());
      page.orders("Orders that would come new", difference.onlyCandidate());
    }
    page.orders("Orders", report.orders());
    return page.html.append("</body></html>\n").toString();
  }

  private void head(BackTestReport report) {
    html.append(
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Back-test</title><style>
        body {font: 14px sans-serif; margin: 2em; max-width: 60em}
        table {border-collapse: collapse} td, th {padding: .2em .8em; text-align: left; border-bottom: 1px solid #ddd}
        td.n {text-align: right}
        </style></head><body>
        """);
    html.append("<h1>Back-test of ").append(escape(report.pack())).append("</h1>\n");
    html.append(
        format(
            "<p>%d facts from %s to %s. %d orders, %s a week. %d of %d known failures foreseen,"
                + " precision %s, recall %s, median lead %s h.</p>%n",
            report.facts(),
            report.from(),
            report.to(),
            report.orders().size(),
            number(report.ordersPerWeek()),
            report.foreseen(),
            report.failures(),
            number(report.precision()),
            number(report.recall()),
            number(report.medianLead())));
    report.problems().forEach(this::paragraph);
  }

  private void rules(BackTestReport report) {
    html.append(
        "<h2>Rules</h2>\n<table><tr><th>Rule</th><th>Orders</th><th>Messages</th><th>Precision</th>");
    html.append("<th>Busiest day</th><th>Budget</th><th>Days over budget</th></tr>\n");
    for (RuleScore rule : report.rules().values()) {
      html.append(
          format(
              "<tr><td>%s</td><td class=n>%d</td><td class=n>%d</td><td class=n>%s</td><td class=n>%d</td>"
                  + "<td class=n>%d</td><td class=n>%d</td></tr>%n",
              escape(rule.ruleId()),
              rule.orders(),
              rule.messages(),
              number(report.precision(rule)),
              rule.busiestDay(),
              rule.budget(),
              rule.daysOverBudget()));
    }
    html.append("</table>\n");
  }

  private void leads(List<Double> leads) {
    double longest = leads.get(leads.size() - 1);
    int[] bins = new int[BINS];
    for (double lead : leads) {
      bins[(int) Math.min(BINS - 1, lead / Math.max(longest, 1e-9) * BINS)]++;
    }
    bars(format("Lead time, 0 to %.0f h", longest), bins, "twentieth");
  }

  private void bars(String title, int[] values, String each) {
    int most = 1;
    for (int value : values) {
      most = Math.max(most, value);
    }
    double width = 640.0 / Math.max(1, values.length);
    html.append("<h2>").append(escape(title)).append("</h2>\n");
    html.append("<svg viewBox=\"0 0 660 140\" width=\"660\" height=\"140\" role=\"img\">");
    for (int i = 0; i < values.length; i++) {
      double height = 110.0 * values[i] / most;
      html.append(
          format(
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#1f618d\">"
                  + "<title>%s %d: %d</title></rect>",
              10 + i * width,
              120 - height,
              Math.max(1, width - 1),
              height,
              each,
              i + 1,
              values[i]));
    }
    html.append(format("<text x=\"10\" y=\"136\" font-size=\"11\">most: %d</text></svg>%n", most));
  }

  private void orders(String title, List<CreateWorkOrder> orders) {
    html.append("<h2>").append(escape(title)).append(" (").append(orders.size()).append(")</h2>\n");
    html.append("<table>\n");
    for (CreateWorkOrder order : orders.subList(0, Math.min(SHOWN, orders.size()))) {
      html.append(
          format(
              "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>%n",
              order.at(),
              escape(order.thingId()),
              escape(order.failureMode()),
              escape(order.ruleId()),
              escape(order.title())));
    }
    html.append("</table>\n");
    if (orders.size() > SHOWN) {
      html.append(format("<p>… and %d more, see the JSON report.</p>%n", orders.size() - SHOWN));
    }
  }

  private void paragraph(String text) {
    html.append("<p>").append(escape(text)).append("</p>\n");
  }

  private static String number(double value) {
    return BackTestReport.number(value);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
