package org.twinsuite.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxRunTest {

  @Test
  void aSmallFleetIsPlayedToTheEndAndNothingIsLostOrDoubled(@TempDir Path out) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    // WHEN four machines, two of which go bad, run for eight days
    boolean clean =
        Sandbox.run(
            new SandboxOptions("plant", 4, 1, 8, out, false, false),
            new PrintStream(printed, true, StandardCharsets.UTF_8));

    // THEN each failure has exactly one order, and its evidence is kept
    String report = printed.toString(StandardCharsets.UTF_8);
    assertThat(clean).as(report).isTrue();
    assertThat(report).contains("Machine failures: 3; exactly one order for 3");
    assertThat(out.resolve("evidence/1001.txt")).exists();
    assertThat(Files.readString(out.resolve("evidence/1001.txt"))).contains("vibration");
  }
}
