package org.twinsuite.rules.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Evidence as an SVG: the samples, the limits, and the interval of the forecast. */
public final class EvidencePicture {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 70;
  private static final int BOTTOM = 40;
  private static final int TOP = 30;
  private static final int RIGHT = 20;

  private final Evidence evidence;
  private final List<Observation> samples;
  private final double low;
  private final double high;

  private EvidencePicture(Evidence evidence) {
    this.evidence = evidence;
    samples =
        evidence.observations().stream()
            .filter(o -> Double.isFinite(o.value()))
            .sorted(Comparator.comparing(Observation::at))
            .toList();
    double[] all =
        DoubleStream.concat(
                DoubleStream.concat(
                    samples.stream().mapToDouble(Observation::value),
                    evidence.thresholds().stream().mapToDouble(Threshold::value)),
                band().stream().mapToDouble(Double::doubleValue))
            .toArray();
    double least = DoubleStream.of(all).min().orElse(0);
    double most = DoubleStream.of(all).max().orElse(1);
    double margin = most > least ? (most - least) * 0.08 : 1;
    low = least - margin;
    high = most + margin;
  }

  /** Complete SVG document; a picture without samples says so. */
  public static String svg(Evidence evidence) {
    return new EvidencePicture(evidence).draw();
  }

  private List<Double> band() {
    List<Double> ends = new ArrayList<>();
    if (evidence.forecast() != null) {
      ends.add(evidence.forecast().lower());
      ends.add(evidence.forecast().upper());
      ends.removeIf(v -> !Double.isFinite(v));
    }
    return ends;
  }

  private String draw() {
    StringBuilder svg = new StringBuilder(2048);
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " font-family=\"sans-serif\" font-size=\"11\">%n<title>%s</title>%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            WIDTH, HEIGHT, escape(evidence.summary())));
    text(svg, LEFT, 18, "start", evidence.summary());
    evidence.thresholds().forEach(t -> limit(svg, t));
    if (samples.isEmpty()) {
      text(svg, WIDTH / 2.0, HEIGHT / 2.0, "middle", "no samples");
    } else {
      interval(svg);
      line(svg);
      text(svg, LEFT, HEIGHT - 12, "start", samples.get(0).at().toString());
      text(svg, WIDTH - RIGHT, HEIGHT - 12, "end", last().at().toString());
    }
    return svg.append("</svg>\n").toString();
  }

  private Observation last() {
    return samples.get(samples.size() - 1);
  }

  private void limit(StringBuilder svg, Threshold t) {
    double y = y(t.value());
    svg.append(
        format(
            "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#c0392b\""
                + " stroke-dasharray=\"5 4\"/>%n",
            LEFT, WIDTH - RIGHT, y, y));
    text(svg, LEFT - 5, y + 4, "end", format("%.4g", t.value()));
    text(svg, WIDTH - RIGHT, y - 3, "end", t.name());
  }

  private void interval(StringBuilder svg) {
    List<Double> ends = band();
    if (ends.size() == 2) {
      double x = x(last().at());
      svg.append(
          format(
              "<line class=\"interval\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\""
                  + " stroke=\"#7fb3d5\" stroke-width=\"8\"/>%n",
              x, x, y(ends.get(0)), y(ends.get(1))));
    }
  }

  private void line(StringBuilder svg) {
    String points =
        samples.stream()
            .map(o -> format("%.1f,%.1f", x(o.at()), y(o.value())))
            .collect(Collectors.joining(" "));
    svg.append(format("<polyline points=\"%s\" fill=\"none\" stroke=\"#1f618d\"/>%n", points));
    for (Observation o : samples) {
      svg.append(
          format(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"#1f618d\"/>%n",
              x(o.at()), y(o.value())));
    }
  }

  private double x(Instant at) {
    double span = last().at().toEpochMilli() - samples.get(0).at().toEpochMilli();
    double part = span == 0 ? 1 : (at.toEpochMilli() - samples.get(0).at().toEpochMilli()) / span;
    return LEFT + part * (WIDTH - LEFT - RIGHT - 10);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x, y, anchor, escape(text)));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values).replace("\r\n", "\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
