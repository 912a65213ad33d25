package org.twinsuite.app.command;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * One line on a terminal that tells how far a long piece of work is, with rate and time left;
 * nothing where nobody watches.
 */
public final class ProgressLine {
  private static final long EVERY_NANOS = 250_000_000L;

  private final PrintWriter out;
  private final boolean shown;
  private final String unit;
  private final long begun = System.nanoTime();
  private long lastShown = begun;
  private int width;

  /**
   * @param shown whether somebody watches, see {@link #wanted}
   * @param unit what is counted, in the plural
   */
  public ProgressLine(PrintWriter out, boolean shown, String unit) {
    this.out = out;
    this.shown = shown;
    this.unit = unit;
  }

  /** Whether somebody watches: a terminal, or a system property that is {@code true}. */
  public static boolean wanted(String property) {
    String given = System.getProperty(property, "");
    return given.isBlank() ? System.console() != null : Boolean.parseBoolean(given);
  }

  /** Shows how much is done, a few times a second at most; from any thread. */
  public synchronized void show(long done, long total) {
    long time = System.nanoTime();
    if (shown && time - lastShown >= EVERY_NANOS) {
      lastShown = time;
      say(text(unit, done, total, (time - begun) / 1e9));
    }
  }

  /** Share, rate and time left in one line. */
  static String text(String unit, long done, long total, double seconds) {
    double rate = seconds > 0 ? done / seconds : 0;
    String left = rate > 0 ? Math.round(Math.max(0, total - done) / rate) + " s" : "unknown";
    return String.format(
        Locale.ROOT,
        "%3d %%  %,d of %,d %s  %,.0f/s  ETA %s",
        total == 0 ? 100 : Math.min(100, 100 * done / total),
        done,
        total,
        unit,
        rate,
        left);
  }

  /** Shows a text in place of the one before. */
  public synchronized void say(String text) {
    if (shown) {
      out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
      out.flush();
      width = text.length();
    }
  }

  /** Clears the line. */
  public synchronized void done() {
    if (shown) {
      say("");
      out.print('\r');
      out.flush();
    }
  }
}
