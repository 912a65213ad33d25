package org.twinsuite.workbench.page;

import java.util.Locale;
import org.twinsuite.workbench.plant.SignalHistory;

/** A signal as SVG, for browsers without scripts. */
final class SignalPicture {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 180;
  private static final int LEFT = 60;

  private SignalPicture() {}

  static String of(SignalHistory.Trace trace) {
    double low = trace.low().stream().mapToDouble(v -> v).min().orElse(0);
    double high = trace.high().stream().mapToDouble(v -> v).max().orElse(1);
    double span = high > low ? high - low : 1;
    long begin = trace.at().isEmpty() ? 0 : trace.at().get(0);
    long end = trace.at().isEmpty() ? 1 : trace.at().get(trace.at().size() - 1);
    StringBuilder up = new StringBuilder();
    StringBuilder down = new StringBuilder();
    for (int i = 0; i < trace.at().size(); i++) {
      double x =
          LEFT + (double) (WIDTH - LEFT) * (trace.at().get(i) - begin) / Math.max(1, end - begin);
      up.append(point(x, y(trace.high().get(i), low, span)));
      down.insert(0, point(x, y(trace.low().get(i), low, span)));
    }
    return String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%1$d\""
            + " height=\"%2$d\" font-family=\"sans-serif\" font-size=\"12\"><rect width=\"%1$d\""
            + " height=\"%2$d\" fill=\"#fff\"/><polygon points=\"%3$s%4$s\" fill=\"#cfe3f1\""
            + " stroke=\"#0b5c8f\"/><text x=\"4\" y=\"16\">%5$.4g</text><text x=\"4\""
            + " y=\"%6$d\">%7$.4g</text></svg>",
        WIDTH,
        HEIGHT,
        up,
        down,
        high,
        HEIGHT - 4,
        low);
  }

  private static double y(double value, double low, double span) {
    return 8 + (HEIGHT - 16) * (1 - (value - low) / span);
  }

  private static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
  }
}
