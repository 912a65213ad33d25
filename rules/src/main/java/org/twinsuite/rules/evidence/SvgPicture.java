package org.twinsuite.rules.evidence;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.twinsuite.rules.evidence.Mark.Point;

/** Marks as an SVG document. */
final class SvgPicture {
  private SvgPicture() {}

  static String of(String title, List<Mark> marks) {
    StringBuilder svg = new StringBuilder(2048);
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " font-family=\"sans-serif\" font-size=\"11\">\n<title>%s</title>\n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
            EvidencePicture.WIDTH, EvidencePicture.HEIGHT, escape(title)));
    marks.forEach(mark -> svg.append(of(mark)).append('\n'));
    return svg.append("</svg>\n").toString();
  }

  private static String of(Mark mark) {
    if (mark instanceof Mark.Line line) {
      return format(
          "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"%s/>",
          points(line.points()), line.color(), line.dashed() ? " stroke-dasharray=\"5 4\"" : "");
    }
    if (mark instanceof Mark.Area area) {
      return format(
          "<polygon class=\"interval\" points=\"%s\" fill=\"%s\"/>",
          points(area.points()), area.color());
    }
    if (mark instanceof Mark.Dot dot) {
      return format(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
          dot.at().x(), dot.at().y(), dot.color());
    }
    Mark.Text text = (Mark.Text) mark;
    return format(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        text.at().x(), text.at().y(), text.anchor(), escape(text.text()));
  }

  private static String points(List<Point> points) {
    return points.stream()
        .map(p -> format("%.1f,%.1f", p.x(), p.y()))
        .collect(Collectors.joining(" "));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
