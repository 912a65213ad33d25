package org.twinsuite.workbench.planner;

import java.util.List;
import org.twinsuite.workbench.http.CsrfField;
import org.twinsuite.workbench.http.User;

/** Pieces of a page. Every text from outside goes through {@link #text}. */
final class Html {
  private Html() {}

  /** Text as the content of an element or a quoted attribute. */
  static String text(Object value) {
    if (value == null) {
      return "";
    }
    StringBuilder safe = new StringBuilder();
    value
        .toString()
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  /** A whole page around its body; problems of the rule pack stand on top of each. */
  static String page(String title, User user, List<String> problems, String body) {
    StringBuilder warning = new StringBuilder();
    if (!problems.isEmpty()) {
      warning.append(
          "<section class=\"problem\" role=\"alert\"><p>The changed rule pack is not live; the"
              + " former one decides on:</p><ul>");
      problems.forEach(problem -> warning.append("<li>").append(text(problem)).append("</li>"));
      warning.append("</ul></section>");
    }
    return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>%1$s – Twinsuite</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="stylesheet" href="/planner/style.css"></head>
        <body><header><nav><a href="/planner">Orders</a> <a href="/planner/ladder">Rules</a>
        <a href="/planner/messages">Messages</a> <a href="/planner/parked">Parked</a></nav><span>%2$s (%3$s)</span></header>
        <main><h1>%1$s</h1>%4$s%5$s</main></body></html>
        """
        .formatted(
            text(title),
            text(user.name()),
            text(user.role().name().toLowerCase(java.util.Locale.ROOT)),
            warning,
            body);
  }

  /** A table; the cells are HTML already. */
  static String table(List<String> heads, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return "<p>None.</p>";
    }
    StringBuilder table = new StringBuilder("<table><thead><tr>");
    heads.forEach(head -> table.append("<th scope=\"col\">").append(text(head)).append("</th>"));
    table.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      table.append("<tr>");
      row.forEach(cell -> table.append("<td>").append(cell).append("</td>"));
      table.append("</tr>");
    }
    return table.append("</tbody></table>").toString();
  }

  static String link(String href, String label) {
    return "<a href=\"" + text(href) + "\">" + text(label) + "</a>";
  }

  static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"" + text(name) + "\" value=\"" + text(value) + "\">";
  }

  static String why() {
    return "<label>Why <input name=\"why\" required maxlength=\"2000\"></label>";
  }

  static String button(String name, String value, String label) {
    return "<button name=\"%s\" value=\"%s\">%s</button>"
        .formatted(text(name), text(value), text(label));
  }

  static String form(String action, String content) {
    return "<form method=\"post\" action=\""
        + text(action)
        + "\">"
        + CsrfField.PLACE
        + content
        + "</form>";
  }
}
