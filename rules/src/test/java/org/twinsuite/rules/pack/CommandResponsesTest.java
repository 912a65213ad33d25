package org.twinsuite.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CommandConfirmation;
import org.twinsuite.rules.action.DeviceCommand;
import org.twinsuite.rules.action.Undelivered;
import org.twinsuite.rules.json.RulesJson;
import org.twinsuite.rules.pack.row.ResponseRow;
import org.twinsuite.rules.table.TableError;

/** What the table says about commands to devices. */
class CommandResponsesTest {
  private static final String HEADER =
      "rule,class,failureMode,stage,action,target,value,unit,least,most,confirm,undelivered\n";

  @TempDir Path folder;
  private StandardPackCopy pack;

  @BeforeEach
  void copy() throws IOException {
    pack = StandardPackCopy.in(folder);
  }

  private void rows(String... rows) throws IOException {
    Files.writeString(
        folder.resolve("responses.csv"),
        HEADER
            + List.of(rows).stream()
                .map(row -> "R-RSP-01,org.twinsuite:motor-pump," + row + "\n")
                .reduce("", String::concat));
  }

  @Test
  void aCommandIsARequestThatIsTriedAgainWhereNothingElseIsSaid() throws IOException {
    // GIVEN
    rows(
        "bearing-wear,urgent,command,slow,900,1/min,600,3600,,",
        "cavitation,alarm,command,beep,1,,,,none,person");
    // WHEN
    List<ResponseRow> responses = pack.load().tables().responses();
    // THEN
    assertThat(responses)
        .extracting(ResponseRow::confirm, ResponseRow::undelivered)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(CommandConfirmation.ANSWER, Undelivered.RETRY),
            org.assertj.core.groups.Tuple.tuple(CommandConfirmation.NONE, Undelivered.PERSON));
  }

  @Test
  void aChoiceThatDoesNotExistAndOneThatIsForCommandsOnlyAreErrors() throws IOException {
    // GIVEN
    rows(
        "bearing-wear,urgent,command,slow,900,1/min,600,3600,maybe,",
        "cavitation,alarm,scada,speed-setpoint,90%,1/min,600,3600,,person");
    // WHEN
    RulePackException failed = catchThrowableOfType(RulePackException.class, pack::load);
    // THEN
    assertThat(failed.errors())
        .extracting(TableError::toString)
        .anySatisfy(error -> assertThat(error).contains("K2").contains("'maybe'"))
        .anySatisfy(error -> assertThat(error).contains("L3").contains("for commands only"));
  }

  @Test
  void aCommandThatWasRecordedBeforeTheseColumnsIsARequest() {
    String recorded =
        RulesJson.write(
                new DeviceCommand(
                    "a:b", "wear", 1, "TS1", "slow", null, null, null, Instant.EPOCH, null))
            .replaceAll("\"(confirm|undelivered)\":\"[A-Z]+\",", "");
    assertThat(recorded).doesNotContain("confirm");

    DeviceCommand command = (DeviceCommand) RulesJson.read(recorded, Action.class);

    assertThat(command.confirm()).isEqualTo(CommandConfirmation.ANSWER);
    assertThat(command.undelivered()).isEqualTo(Undelivered.RETRY);
  }
}
