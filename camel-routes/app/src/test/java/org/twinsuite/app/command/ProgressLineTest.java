package org.twinsuite.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final StringWriter written = new StringWriter();

  @Test
  void tellsShareRateAndTimeLeft() {
    assertThat(ProgressLine.text("rows", 250_000, 1_000_000, 5))
        .isEqualTo(" 25 %  250,000 of 1,000,000 rows  50,000/s  ETA 15 s");
    assertThat(ProgressLine.text("rows", 0, 10, 0)).endsWith("ETA unknown");
    assertThat(ProgressLine.text("rows", 0, 0, 1)).startsWith("100 %");
  }

  @Test
  void isQuietWhereNobodyWatches() {
    ProgressLine line = new ProgressLine(new PrintWriter(written), false, "rows");
    line.say("reading");
    line.show(1, 2);
    line.done();
    assertThat(written.toString()).isEmpty();
  }

  @Test
  void writesOverTheLineBefore() {
    ProgressLine line = new ProgressLine(new PrintWriter(written), true, "rows");
    line.say("reading");
    line.say("done");
    line.done();
    assertThat(written.toString()).isEqualTo("\rreading\rdone   \r    \r");
  }
}
