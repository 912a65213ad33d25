package org.twinsuite.rules.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.twinsuite.rules.evidence.Mark.Point;
import org.twinsuite.rules.fact.Forecast;

/**
 * Evidence as a picture: the samples, the limits, and the forecast as a band. Where the samples are
 * remaining life, the band runs down to the times of failure; where they are another signal, it
 * marks the time in which the machine may fail.
 */
public final class EvidencePicture {
  static final int WIDTH = 640;
  static final int HEIGHT = 300;

  private static final int LEFT = 70;
  private static final int BOTTOM = 40;
  private static final int TOP = 30;
  private static final int RIGHT = 20;
  private static final double HOUR_MS = 3_600_000;

  private static final String SIGNAL = "#1f618d";
  private static final String LIMIT = "#c0392b";
  private static final String BAND = "#d6e6f2";

  private final Evidence evidence;
  private final List<Observation> samples;
  private final List<Mark> marks = new ArrayList<>();
  private double low;
  private double high;
  private double begin;
  private double end;

  private EvidencePicture(Evidence evidence) {
    this.evidence = evidence;
    this.samples =
        evidence.observations().stream()
            .filter(o -> Double.isFinite(o.value()))
            .filter(o -> o.name().equals(evidence.observations().get(0).name()))
            .sorted(Comparator.comparing(Observation::at))
            .toList();
  }

  /** Complete SVG document; a picture without samples says so. */
  public static String svg(Evidence evidence) {
    return SvgPicture.of(evidence.summary(), new EvidencePicture(evidence).draw());
  }

  /** PNG image of twice the SVG's size, for systems that show no SVG. */
  public static byte[] png(Evidence evidence) {
    return PngPicture.of(new EvidencePicture(evidence).draw());
  }

  private List<Mark> draw() {
    scale();
    text(LEFT, 18, "start", evidence.summary());
    if (samples.isEmpty()) {
      limits();
      text(WIDTH / 2.0, HEIGHT / 2.0, "middle", "no samples");
      return marks;
    }
    band();
    limits();
    List<Point> points = samples.stream().map(o -> new Point(x(ms(o)), y(o.value()))).toList();
    marks.add(new Mark.Line(points, SIGNAL, false));
    points.forEach(point -> marks.add(new Mark.Dot(point, SIGNAL)));
    text(LEFT, HEIGHT - 12, "start", samples.get(0).at().toString());
    text(WIDTH - RIGHT, HEIGHT - 12, "end", Instant.ofEpochMilli((long) end).toString());
    return marks;
  }

  /** Those of the signal that is drawn: of others the signal's name stands behind the limit's. */
  private Stream<Threshold> thresholds() {
    Set<String> drawn = samples.stream().map(Observation::name).collect(Collectors.toSet());
    Set<String> others =
        evidence.observations().stream()
            .map(Observation::name)
            .filter(name -> !drawn.contains(name))
            .collect(Collectors.toSet());
    return evidence.thresholds().stream()
        .filter(limit -> others.stream().noneMatch(name -> limit.name().endsWith(" of " + name)));
  }

  private void scale() {
    double[] heights =
        DoubleStream.concat(
                DoubleStream.concat(
                    samples.stream().mapToDouble(Observation::value),
                    thresholds().mapToDouble(Threshold::value)),
                remainingLife()
                    ? DoubleStream.of(0, evidence.shown().lower(), evidence.shown().upper())
                    : DoubleStream.empty())
            .toArray();
    double least = DoubleStream.of(heights).min().orElse(0);
    double most = DoubleStream.of(heights).max().orElse(1);
    double margin = most > least ? (most - least) * 0.08 : 1;
    low = least - margin;
    high = most + margin;
    if (!samples.isEmpty()) {
      begin = ms(samples.get(0));
      double last = ms(samples.get(samples.size() - 1));
      double span = Math.max(last - begin, HOUR_MS);
      end = interval() ? Math.min(mayFail(evidence.shown().upper()), last + 2 * span) : last;
      end = Math.max(end, begin + HOUR_MS);
    }
  }

  /** Whether there is an interval in hours that can be drawn. */
  private boolean interval() {
    Forecast forecast = evidence.shown();
    return forecast != null
        && "h".equals(forecast.unit())
        && Double.isFinite(forecast.lower())
        && Double.isFinite(forecast.upper());
  }

  private boolean remainingLife() {
    return interval() && samples.stream().allMatch(o -> "h".equals(o.unit()));
  }

  private double mayFail(double hours) {
    return evidence.shown().at().toEpochMilli() + hours * HOUR_MS;
  }

  private void band() {
    if (!interval()) {
      return;
    }
    Forecast forecast = evidence.shown();
    double from = forecast.at().toEpochMilli();
    double early = mayFail(forecast.lower());
    double late = mayFail(forecast.upper());
    if (remainingLife()) {
      marks.add(
          new Mark.Area(
              List.of(
                  new Point(x(from), y(forecast.upper())),
                  new Point(x(late), y(left(late, forecast.upper()))),
                  new Point(x(early), y(left(early, forecast.lower()))),
                  new Point(x(from), y(forecast.lower()))),
              BAND));
    } else if (early < end) {
      marks.add(
          new Mark.Area(
              List.of(
                  new Point(x(early), TOP),
                  new Point(x(late), TOP),
                  new Point(x(late), HEIGHT - BOTTOM),
                  new Point(x(early), HEIGHT - BOTTOM)),
              BAND));
      text((x(early) + x(late)) / 2, TOP + 14, "middle", "may fail");
    }
  }

  /** What is left of a life of so many hours where the picture ends, or when it is over. */
  private double left(double over, double hours) {
    double at = Math.min(over, end);
    return Math.max(0, hours - (at - evidence.shown().at().toEpochMilli()) / HOUR_MS);
  }

  private void limits() {
    for (Threshold limit : thresholds().toList()) {
      double y = y(limit.value());
      marks.add(
          new Mark.Line(List.of(new Point(LEFT, y), new Point(WIDTH - RIGHT, y)), LIMIT, true));
      text(LEFT - 5, y + 4, "end", String.format(Locale.ROOT, "%.4g", limit.value()));
      text(WIDTH - RIGHT, y - 3, "end", limit.name());
    }
  }

  private void text(double x, double y, String anchor, String text) {
    marks.add(new Mark.Text(new Point(x, y), anchor, text));
  }

  private static double ms(Observation observation) {
    return observation.at().toEpochMilli();
  }

  private double x(double ms) {
    double part = (Math.min(ms, end) - begin) / (end - begin);
    return LEFT + part * (WIDTH - LEFT - RIGHT - 10);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }
}
