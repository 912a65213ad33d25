package org.twinsuite.sandbox.ditto;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.exceptions.DittoHeaderInvalidException;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;

/** The headers {@code at-historical-revision} and {@code at-historical-timestamp}. */
final class Historical {

  private Historical() {}

  /** The state the command asks for: the current one unless it names another. */
  static ThingState state(TwinCommand command, ThingState current, Journal journal) {
    String revision = command.header("at-historical-revision");
    if (revision != null) {
      long wanted = number("at-historical-revision", revision);
      long absolute = wanted < 0 ? current.revision() + wanted : wanted;
      return journal
          .atRevision(absolute)
          .filter(state -> !state.deleted())
          .orElseThrow(() -> missing(current, "revision '" + absolute + "'"));
    }
    String timestamp = command.header("at-historical-timestamp");
    if (timestamp != null) {
      Instant wanted = time("at-historical-timestamp", timestamp);
      return journal
          .atTime(wanted)
          .filter(state -> !state.deleted())
          .orElseThrow(() -> missing(current, "timestamp '" + wanted + "'"));
    }
    return current;
  }

  static long number(String name, String text) {
    try {
      return Long.parseLong(text.trim());
    } catch (NumberFormatException e) {
      throw DittoHeaderInvalidException.newInvalidTypeBuilder(name, text, "int64").build();
    }
  }

  static Instant time(String name, String text) {
    try {
      return Instant.parse(text.trim());
    } catch (DateTimeParseException e) {
      throw DittoHeaderInvalidException.newInvalidTypeBuilder(name, text, "ISO-8601 timestamp")
          .build();
    }
  }

  private static DittoRuntimeException missing(ThingState state, String what) {
    return DittoError.of(
        "things:thing.history.notfound",
        HttpStatus.NOT_FOUND,
        "The Thing with ID '"
            + state.id()
            + "' at "
            + what
            + " could not be found or requester had insufficient permissions to access it.",
        "Check if the ID of your requested Thing was correct, you have sufficient permissions and"
            + " ensure that the asked for revision/timestamp does not exceed the"
            + " history-retention-duration or is from the future.");
  }
}
