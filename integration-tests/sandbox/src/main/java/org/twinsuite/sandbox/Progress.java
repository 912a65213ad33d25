package org.twinsuite.sandbox;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.twinsuite.app.command.ProgressLine;

/** One line on a terminal that tells how far the run is; nothing where nobody watches. */
final class Progress {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long EVERY_NANOS = 250_000_000L;

  private final ProgressLine line;
  private final boolean shown;
  private final int ticks;
  private long begun;
  private long lastShown;
  private long lastChanges;

  Progress(PrintStream out, boolean shown, int ticks) {
    this.line = new ProgressLine(new PrintWriter(out), shown, "changes");
    this.shown = shown;
    this.ticks = ticks;
    this.begun = System.nanoTime();
    this.lastShown = begun;
  }

  /** Whether somebody watches: a terminal, or {@code sandbox.progress=true}. */
  static boolean wanted() {
    return ProgressLine.wanted("sandbox.progress");
  }

  /** A step of the preparation. */
  void say(String text) {
    line.say(text);
    begun = System.nanoTime();
  }

  /** Time since the last {@link #say}. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /**
   * Shows the state, a few times a second at most.
   *
   * @param tick ticks played so far
   */
  void show(Instant now, int tick, int twins, long changes, long forecasts, int orders) {
    long time = System.nanoTime();
    if (!shown || (time - lastShown < EVERY_NANOS && tick < ticks)) {
      return;
    }
    double seconds = (time - lastShown) / 1e9;
    double rate = seconds > 0 ? (changes - lastChanges) / seconds : 0;
    long left = tick == 0 ? 0 : Math.round((time - begun) / 1e9 / tick * (ticks - tick));
    lastShown = time;
    lastChanges = changes;
    line.say(
        String.format(
            Locale.ROOT,
            "%s  %3d %%  %d twins  %,.0f changes/s  %,d forecasts  %d orders  ETA %d s",
            TIME.format(now),
            100L * tick / ticks,
            twins,
            rate,
            forecasts,
            orders,
            left));
  }

  /** Clears the line. */
  void done() {
    line.done();
  }
}
