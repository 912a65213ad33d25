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
  static ThingState state(TwinCommand command, ThingState current, Journal journal, Instant now) {
    String revision = command.header("at-historical-revision");
    if (revision != null) {
      long wanted = number("at-historical-revision", revision);
      long absolute = wanted < 0 ? current.revision() + wanted : wanted;
      return journal
          .atRevision(absolute)
          .filter(state -> !state.deleted())
          .orElseThrow(() -> missing(current, revision(absolute)));
    }
    String timestamp = command.header("at-historical-timestamp");
    if (timestamp != null) {
      Instant wanted = time("at-historical-timestamp", timestamp);
      return journal
          .before(wanted)
          .filter(state -> !state.deleted() && !wanted.isAfter(now))
          .orElseThrow(() -> missing(current, "timestamp '" + wanted + "'"));
    }
    return current;
  }

  /** The revision of a policy the command asks for: the current one unless it names another. */
  static PolicyStore.Entry policy(
      TwinCommand command, PolicyStore.Entry current, PolicyStore policies) {
    String revision = command.header("at-historical-revision");
    if (revision == null) {
      return current;
    }
    long wanted = number("at-historical-revision", revision);
    PolicyStore.Entry former =
        policies.find(command.entityId(), wanted < 0 ? current.revision() + wanted : wanted);
    if (former == null) {
      throw missing("policies:policy.history.notfound", "Policy", current.id(), revision(wanted));
    }
    return former;
  }

  private static String revision(long wanted) {
    return "revision '" + wanted + "'";
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

  private static DittoRuntimeException missing(ThingState state, String when) {
    return missing("things:thing.history.notfound", "Thing", state.id(), when);
  }

  private static DittoRuntimeException missing(String code, String what, Object id, String when) {
    return DittoError.of(
        code,
        HttpStatus.NOT_FOUND,
        "The "
            + what
            + " with ID '"
            + id
            + "' at "
            + when
            + " could not be found or requester had insufficient permissions to access it.",
        "Check if the ID of your requested "
            + what
            + " was correct, you have sufficient permissions and"
            + " ensure that the asked for revision/timestamp does not exceed the"
            + " history-retention-duration or is from the future.");
  }
}
