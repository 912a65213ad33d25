package org.twinsuite.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.CommandLine;

/** Packs are signed and verified from the command line, and refused unsigned. */
class RulesCommandTest {
  @TempDir Path folder;
  private Path pack;
  private Path key;
  private final StringWriter err = new StringWriter();

  private record Run(int code, String out) {}

  private Run run(String... args) {
    StringWriter out = new StringWriter();
    int code = CommandLine.run(args, Map.of(), new PrintWriter(out), new PrintWriter(err));
    return new Run(code, out.toString().strip());
  }

  @BeforeEach
  void write() throws IOException {
    pack = Files.createDirectory(folder.resolve("pack"));
    key = folder.resolve("keys/key.pem");
    Files.writeString(
        pack.resolve("levels.csv"),
        """
        rule,class,feature,failureMode,unit,direction,alarm,urgent,clear,hits,of
        R-LVL-01,*,vibration,wear,mm/s,above,2.8,4.5,2.5,8,10
        """);
    Files.writeString(
        pack.resolve("orders.csv"),
        """
        class,failureMode,failureCode,priority,urgentPriority,workFromHours,workToHours,coolDownHours,settleHours,snoozeHours,outcomeHours,part,scope,title
        *,*,UNK,3,2,4,72,24,24,168,48,,thing,Inspect {thing}
        """);
  }

  @Test
  void aPackIsSignedAndAChangeIsFound() throws IOException {
    // GIVEN
    Run made = run("rules", "keygen", key.toString());
    assertThat(made.code()).as(err::toString).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    String trusted = made.out();
    // WHEN
    Run signed = run("rules", "sign", pack.toString(), "--key", key.toString());
    // THEN
    assertThat(signed.code()).as(err::toString).isZero();
    assertThat(signed.out()).matches("signed [0-9a-f]{64} with key [0-9a-f]{16}");
    assertThat(run("rules", "verify", pack.toString(), "--key", trusted).code()).isZero();
    // WHEN a limit is changed
    Path levels = pack.resolve("levels.csv");
    Files.writeString(levels, Files.readString(levels).replace("2.8", "9.8"));
    // THEN
    assertThat(run("rules", "verify", pack.toString(), "--key", trusted).code()).isEqualTo(1);
    assertThat(err.toString()).contains("levels.csv");
    // AND a key is never overwritten
    assertThat(run("rules", "keygen", key.toString()).code()).isEqualTo(2);
    assertThat(run("rules").code()).isEqualTo(2);
  }
}
